import type { AgentView, Conversation } from '@koopid/contract'
import { Menu, NativeSelect, Text } from '@mantine/core'
import { IconHandGrab, IconUserShare } from '@tabler/icons-react'
import { type RefObject, useRef, useState } from 'react'
import { portalDesk } from '../../api/portal-desk.ts'
import { statusboard as words } from '../../phrases/portal-desk.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RowMenu } from '../row-menu.tsx'
import { useDeskChange } from '../use-desk-change.ts'
import { useSession } from '../use-session.ts'
import { takers } from './agent-state.ts'

type Props = { conversation: Conversation; agents: AgentView[] }

export function ConversationActions({ conversation, agents }: Props) {
  const { user } = useSession()
  const [asking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const takeOver = useDeskChange({
    refresh: 'statusboard',
    change: async () => {
      await portalDesk.takeOver(conversation.id)
      location.assign(`/agent/c/${encodeURIComponent(conversation.id)}`)
    },
  })
  // Only who may use the agent desktop can answer; what is theirs already is not taken over.
  const mayTake = user.agent && conversation.assignee?.id !== user.id
  return (
    <>
      <RowMenu name={conversation.customer.name} button={button} busy={takeOver.isPending}>
        <Menu.Item leftSection={<IconUserShare size={16} />} onClick={() => setAsking(true)}>
          {words.assign}
        </Menu.Item>
        {mayTake && (
          <Menu.Item leftSection={<IconHandGrab size={16} />} onClick={() => takeOver.mutate(undefined)}>
            {conversation.assignee ? words.takeOver : words.take}
          </Menu.Item>
        )}
      </RowMenu>
      {asking && (
        <AssignDialog
          conversation={conversation}
          agents={takers(agents, conversation.assignee?.id)}
          returnTo={button}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

type DialogProps = Props & { returnTo: RefObject<HTMLElement | null>; onClose: () => void }

function AssignDialog({ conversation, agents, returnTo, onClose }: DialogProps) {
  const [chosen, setChosen] = useState('')
  const [missing, setMissing] = useState(false)
  const assign = useDeskChange({
    refresh: 'statusboard',
    change: (id: string) => portalDesk.reassign(conversation.id, id),
    done: (_id, { assignee }) => words.done.assigned(assignee?.name ?? ''),
  })
  const confirm = () => {
    const agent = agents.find(({ id }) => id === chosen)
    setMissing(!agent)
    if (agent) assign.mutate(agent.id, { onSettled: onClose })
  }
  const title = words.assignTo.title(conversation.customer.name)
  if (agents.length === 0) {
    return (
      <Dialog opened title={title} returnTo={returnTo} onClose={onClose}>
        <Text size="sm">{words.assignTo.nobody}</Text>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      opened
      title={title}
      confirm={words.assignTo.confirm}
      busy={assign.isPending}
      returnTo={returnTo}
      onClose={onClose}
      onConfirm={confirm}
    >
      <NativeSelect
        label={words.assignTo.agent}
        value={chosen}
        error={missing && words.assignTo.missing}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: words.assignTo.choose },
          ...agents.map(({ id, name, load, limit }) => ({
            value: id,
            label: words.assignTo.option(name, load, limit),
          })),
        ]}
      />
    </ConfirmDialog>
  )
}
