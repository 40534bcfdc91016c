import type { SessionView } from '@koopid/contract'
import { Button, type MantineColorScheme, NativeSelect, Stack, useMantineColorScheme } from '@mantine/core'
import { IconHeadset, IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import { asProblem } from '../api/problem.ts'
import { useSignOut } from '../api/sign-out.ts'
import { common, planNames, roleNames } from '../phrases/common.ts'
import { portal } from '../phrases/portal.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import classes from './portal.module.css'

const words = portal.account

export function AccountDetails({ session }: { session: SessionView }) {
  const { provider, user } = session
  return (
    <div className={classes.accountDetails}>
      <dl className={classes.facts}>
        <dt>{words.providerId}</dt>
        <dd>
          <b>{provider.id}</b>
          <CopyButton value={String(provider.id)} what={words.providerId} />
        </dd>
        <dt>{words.provider}</dt>
        <dd>{provider.name}</dd>
        <dt>{words.plan}</dt>
        <dd>{planNames[provider.plan]}</dd>
        <dt>{words.subdomain}</dt>
        <dd>
          {provider.subdomain}
          <CopyButton value={provider.subdomain} what={words.subdomain} />
        </dd>
        <dt>{words.role}</dt>
        <dd>{roleNames[user.role]}</dd>
      </dl>
      <SchemeSelect />
      <Stack gap={8}>
        {user.agent && (
          <Button
            component="a"
            href="/agent/"
            variant="default"
            size="sm"
            leftSection={<IconHeadset size={16} />}
          >
            {words.desktop}
          </Button>
        )}
        <SignOutButton />
      </Stack>
    </div>
  )
}

function SchemeSelect() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <NativeSelect
      size="xs"
      label={common.colorScheme.label}
      value={colorScheme}
      onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)}
      data={(['auto', 'light', 'dark'] as const).map((value) => ({
        value,
        label: common.colorScheme[value],
      }))}
    />
  )
}

export function SignOutButton() {
  const [asking, setAsking] = useState(false)
  const signOut = useSignOut()
  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconLogout size={16} />}
        onClick={() => setAsking(true)}
      >
        {common.signOut.action}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={common.signOut.title}
        confirm={common.signOut.action}
        cancel={common.signOut.stay}
        busy={signOut.isPending || signOut.isSuccess}
        onConfirm={() => signOut.mutate()}
      >
        {portal.signOutText}
        {signOut.isError && <ProblemNotice problem={asProblem(signOut.error)} />}
      </ConfirmDialog>
    </>
  )
}
