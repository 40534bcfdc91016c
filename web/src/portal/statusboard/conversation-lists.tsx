import type { AgentView, Conversation } from '@koopid/contract'
import { Stack, Text } from '@mantine/core'
import { statusboard as words } from '../../phrases/portal-desk.ts'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import { type Column, DataList } from '../data-list.tsx'
import { ConversationActions } from './conversation-actions.tsx'
import { Since } from './since.tsx'

type Props = { conversations: Conversation[]; agents: AgentView[] }

const { columns } = words
const customer: Column<Conversation> = {
  name: columns.customer,
  cell: ({ customer: { name, email }, requeued }) => (
    <Stack gap={2} align="flex-start">
      <Text size="sm" fw={600}>
        {name}
      </Text>
      {email && (
        <Text size="xs" c="dimmed">
          {email}
        </Text>
      )}
      {requeued > 0 && <ToneBadge tone="warn">{words.requeued(requeued)}</ToneBadge>}
    </Stack>
  ),
}
const channel: Column<Conversation> = { name: columns.channel, cell: words.from }

export function QueueList({ conversations, agents }: Props) {
  const waits: Column<Conversation> = {
    name: columns.waits,
    cell: ({ waitingSince, createdAt }) => <Since at={waitingSince ?? createdAt} />,
  }
  return (
    <List label={words.queue.title} columns={[customer, channel, waits]} {...{ conversations, agents }} />
  )
}

export function LiveList({ conversations, agents }: Props) {
  const agent: Column<Conversation> = { name: columns.agent, cell: ({ assignee }) => assignee?.name }
  const since: Column<Conversation> = {
    name: columns.with,
    cell: ({ assignedAt, createdAt }) => <Since at={assignedAt ?? createdAt} />,
  }
  const answer: Column<Conversation> = { name: columns.answer, cell: (row) => <Answer conversation={row} /> }
  return (
    <List
      label={words.live.title}
      columns={[customer, agent, channel, since, answer]}
      {...{ conversations, agents }}
    />
  )
}

function Answer({ conversation: { waitingSince } }: { conversation: Conversation }) {
  if (!waitingSince) return words.answered
  return (
    <Text size="sm" component="span" c="var(--app-warn)" fw={550}>
      {columns.waits} <Since at={waitingSince} />
    </Text>
  )
}

type ListProps = Props & { label: string; columns: [Column<Conversation>, ...Column<Conversation>[]] }

function List({ conversations, agents, ...list }: ListProps) {
  return (
    <DataList
      {...list}
      rows={conversations}
      keyOf={({ id }) => id}
      actions={(conversation) => <ConversationActions conversation={conversation} agents={agents} />}
    />
  )
}
