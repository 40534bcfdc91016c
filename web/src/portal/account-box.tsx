import type { SessionView } from '@koopid/contract'
import { Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { portal } from '../phrases/portal.ts'
import { Avatar } from '../ui/avatar.tsx'
import { ProviderLogo } from '../ui/provider-logo.tsx'
import { AccountDetails } from './account-details.tsx'
import classes from './portal.module.css'

/** Top left: the profile picture and login account name, which open to the Provider ID. */
export function AccountBox({ session }: { session: SessionView }) {
  const [open, setOpen] = useState(false)
  const { name, email, picture } = session.user
  const { provider } = session
  return (
    <section className={classes.account} aria-label={portal.account.label}>
      {provider.logo && (
        <div className={classes.company}>
          <ProviderLogo logo={provider.logo} within={{ width: 112, height: 32 }} />
          <Text component="span" fw={600} size="sm" lh={1.3} lineClamp={2}>
            {provider.name}
          </Text>
        </div>
      )}
      <UnstyledButton
        className={classes.accountButton}
        onClick={() => setOpen(!open)}
        aria-expanded={open}
        aria-controls="account-details"
        title={portal.account.expand}
      >
        <Avatar name={name} picture={picture} size={40} />
        <span className={classes.accountNames}>
          <Text component="span" display="block" fw={600} size="sm" truncate>
            {name}
          </Text>
          <Text component="span" display="block" size="xs" c="dimmed" truncate>
            {email}
          </Text>
        </span>
        <IconChevronDown size={18} className={classes.chevron} data-open={open || undefined} aria-hidden />
      </UnstyledButton>
      <div id="account-details" hidden={!open}>
        {open && <AccountDetails session={session} />}
      </div>
    </section>
  )
}
