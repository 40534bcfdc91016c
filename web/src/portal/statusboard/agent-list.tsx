import type { AgentView } from '@koopid/contract'
import { Group, Text } from '@mantine/core'
import { IconVolumeOff } from '@tabler/icons-react'
import { statusboard as words } from '../../phrases/portal-desk.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Time } from '../../ui/time.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import { DataList } from '../data-list.tsx'
import { AgentActions } from './agent-actions.tsx'
import { conditionOf, conditionTones, isDeaf } from './agent-state.ts'

const { columns } = words

export function AgentList({ agents }: { agents: AgentView[] }) {
  return (
    <DataList
      label={words.agents.title}
      rows={agents}
      keyOf={({ id }) => id}
      columns={[
        { name: columns.agent, cell: Who },
        { name: columns.status, cell: Status },
        { name: columns.load, cell: ({ load, limit }) => words.load(load, limit) },
        { name: columns.alert, cell: Alert },
      ]}
      actions={(agent) => <AgentActions agent={agent} />}
    />
  )
}

function Who({ name, picture }: AgentView) {
  return (
    <Group gap={10} wrap="nowrap">
      <Avatar name={name} picture={picture} size={32} />
      <Text size="sm" fw={600}>
        {name}
      </Text>
    </Group>
  )
}

function Status(agent: AgentView) {
  const condition = conditionOf(agent)
  const reason = agent.by ? words.setBy(agent.by) : words.reasons[agent.reason]
  return (
    <>
      <ToneBadge tone={conditionTones[condition]}>{words.states[condition]}</ToneBadge>
      <Text size="xs" c="dimmed" mt={2}>
        {agent.status === 'away' && `${reason}, `}
        <Time at={agent.since} />
      </Text>
    </>
  )
}

function Alert(agent: AgentView) {
  if (!agent.connected || !agent.alert) return '–'
  if (!isDeaf(agent)) return words.alerts[agent.alert]
  return (
    <Group gap={6} wrap="nowrap" c="var(--app-bad)">
      <IconVolumeOff size={16} aria-hidden />
      <Text size="sm" fw={600} component="span">
        {words.alerts[agent.alert]}
      </Text>
    </Group>
  )
}
