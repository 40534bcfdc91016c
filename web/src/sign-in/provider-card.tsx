import type { FoundProvider } from '@koopid/contract'
import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { common } from '../phrases/common.ts'
import { signIn } from '../phrases/sign-in.ts'
import { ProviderLogo } from '../ui/provider-logo.tsx'
import classes from './login.module.css'
import { PasswordForm } from './password-form.tsx'
import { rememberProvider } from './remembered.ts'
import { withTarget } from './safe-target.ts'

type Props = { provider: FoundProvider; returning: boolean; email: string; target: string | undefined }

export function ProviderCard({ provider, returning, email, target }: Props) {
  const { id, name, logo, okta, initiateUrl } = provider
  const [password, setPassword] = useState(!okta && isHere(provider))
  return (
    <section className={classes.provider} aria-label={name}>
      <Stack gap="md">
        <div className={classes.who}>
          <ProviderLogo logo={logo} within={{ width: 120, height: 40 }} />
          <div>
            <Text fw={650}>{name}</Text>
            <Text size="sm" c="dimmed">
              {common.providerId(id)}
            </Text>
          </div>
        </div>
        {!okta && <Text size="sm">{signIn.noOkta(name)}</Text>}
        {okta && initiateUrl && (
          <Button
            component="a"
            className={classes.okta}
            size="md"
            fullWidth
            href={withTarget(initiateUrl, target)}
            onClick={() => rememberProvider(provider)}
          >
            {returning ? signIn.continueTo(name) : signIn.continueWithOkta}
          </Button>
        )}
        {password ? (
          <PasswordForm provider={provider} email={email} target={target} />
        ) : (
          <PasswordLink provider={provider} target={target} onReveal={() => setPassword(true)} />
        )}
      </Stack>
    </section>
  )
}

const isHere = (provider: FoundProvider) =>
  new URL(provider.loginUrl, location.href).origin === location.origin

type LinkProps = { provider: FoundProvider; target: string | undefined; onReveal: () => void }

/** A password is typed only on the provider's own origin. */
function PasswordLink({ provider, target, onReveal }: LinkProps) {
  if (isHere(provider)) {
    return (
      <Anchor component="button" type="button" size="sm" onClick={onReveal}>
        {signIn.withPassword}
      </Anchor>
    )
  }
  const url = new URL(provider.loginUrl, location.href)
  url.searchParams.set('provider', String(provider.id))
  if (target) url.searchParams.set('target', target)
  return (
    <Anchor href={url.href} size="sm" ta="center">
      {signIn.withPassword}
    </Anchor>
  )
}
