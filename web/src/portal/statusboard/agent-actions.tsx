import type { AgentView } from '@koopid/contract'
import { Menu, Stack, Switch } from '@mantine/core'
import { IconLogout, IconZzz } from '@tabler/icons-react'
import { type RefObject, useRef, useState } from 'react'
import { portalDesk } from '../../api/portal-desk.ts'
import { statusboard as words } from '../../phrases/portal-desk.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { RowMenu } from '../row-menu.tsx'
import { useDeskChange } from '../use-desk-change.ts'

export function AgentActions({ agent }: { agent: AgentView }) {
  const [asking, setAsking] = useState<'away' | 'sign-out' | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => setAsking(null)
  const props = { agent, returnTo: button, onClose: close }
  return (
    <>
      <RowMenu name={agent.name} button={button}>
        <Menu.Item leftSection={<IconZzz size={16} />} onClick={() => setAsking('away')}>
          {words.away.action}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => setAsking('sign-out')}>
          {words.signOut.action}
        </Menu.Item>
      </RowMenu>
      {asking === 'away' && <AwayDialog {...props} />}
      {asking === 'sign-out' && <SignOutDialog {...props} />}
    </>
  )
}

type DialogProps = { agent: AgentView; returnTo: RefObject<HTMLElement | null>; onClose: () => void }

function AwayDialog({ agent, returnTo, onClose }: DialogProps) {
  const [requeue, setRequeue] = useState(false)
  const away = useDeskChange({
    refresh: 'statusboard',
    change: () => portalDesk.forceAway(agent.id, requeue),
    done: () => words.done.away(agent.name),
  })
  return (
    <ConfirmDialog
      opened
      title={words.away.title(agent.name)}
      confirm={words.away.confirm}
      busy={away.isPending}
      returnTo={returnTo}
      onClose={onClose}
      onConfirm={() => away.mutate(undefined, { onSettled: onClose })}
    >
      <Stack gap="md">
        {words.away.text}
        <Switch
          checked={requeue}
          onChange={(event) => setRequeue(event.currentTarget.checked)}
          label={words.away.requeue}
          description={words.away.requeueHint}
        />
      </Stack>
    </ConfirmDialog>
  )
}

function SignOutDialog({ agent, returnTo, onClose }: DialogProps) {
  const signOut = useDeskChange({
    refresh: 'statusboard',
    change: () => portalDesk.signOutAgent(agent.id),
    done: () => words.done.signedOut(agent.name),
  })
  return (
    <ConfirmDialog
      opened
      danger
      title={words.signOut.title(agent.name)}
      confirm={words.signOut.confirm}
      busy={signOut.isPending}
      returnTo={returnTo}
      onClose={onClose}
      onConfirm={() => signOut.mutate(undefined, { onSettled: onClose })}
    >
      {words.signOut.text}
    </ConfirmDialog>
  )
}
