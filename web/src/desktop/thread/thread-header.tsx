import type { Conversation } from '@koopid/contract'
import { ActionIcon, Button, Text, Title } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCheck,
  IconChevronLeft,
  IconHandGrab,
  IconLayoutSidebarRight,
  IconRotate,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { desktop } from '../../phrases/desktop.ts'
import { useDesk } from '../desk-context.ts'
import type { ActionName, ConversationActions } from './actions.ts'
import classes from './thread.module.css'

const words = desktop.thread
const icons: Record<ActionName, typeof IconCheck> = {
  take: IconHandGrab,
  takeOver: IconHandGrab,
  close: IconCheck,
  requeue: IconArrowBackUp,
  reopen: IconRotate,
}
const leading: ActionName[] = ['take', 'close', 'reopen']

type Props = { conversation: Conversation; actions: ConversationActions; onTools: () => void }

export function ThreadHeader({ conversation, actions, onTools }: Props) {
  const { me } = useDesk()
  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.back}
        component={Link}
        to="/agent/"
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={words.back}
      >
        <IconChevronLeft size={20} className={classes.flips} aria-hidden />
      </ActionIcon>
      <div className={classes.who}>
        <Title order={2} size="h5" className={classes.customer}>
          <bdi>{conversation.customer.name}</bdi>
        </Title>
        <Text size="xs" c="dimmed" truncate>
          {stateWords(conversation, me.id)} · <bdi>{conversation.team.name}</bdi>
        </Text>
      </div>
      <div className={classes.actions}>
        {actions.allowed(conversation).map((name) => {
          const Icon = icons[name]
          return (
            <Button
              key={name}
              size="sm"
              variant={leading.includes(name) ? 'filled' : 'default'}
              leftSection={
                <Icon size={16} className={name === 'requeue' ? classes.flips : undefined} aria-hidden />
              }
              loading={actions.busy === name}
              onClick={() => actions.run(conversation.id, name)}
            >
              {words[name]}
            </Button>
          )
        })}
        <ActionIcon
          className={classes.toolsButton}
          variant="default"
          size={36}
          aria-label={words.showTools}
          onClick={onTools}
        >
          <IconLayoutSidebarRight size={18} className={classes.flips} aria-hidden />
        </ActionIcon>
      </div>
    </header>
  )
}

function stateWords({ status, assignee }: Conversation, me: string): string {
  if (status === 'queued') return words.queued
  if (status === 'closed') return words.closed
  return assignee && assignee.id !== me ? words.with(assignee.name) : words.mine
}
