import type { Statusboard } from '@koopid/contract'
import { Skeleton, Stack, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { shared, statusboard as words } from '../../phrases/portal-desk.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import filters from '../filters.module.css'
import { LoadFailure } from '../load-failure.tsx'
import { PageHeader } from '../page-header.tsx'
import { AgentList } from './agent-list.tsx'
import { conditionOf } from './agent-state.ts'
import { LiveList, QueueList } from './conversation-lists.tsx'
import { useStatusboard } from './use-statusboard.ts'

export function StatusboardPage() {
  const { board, live } = useStatusboard()
  return (
    <div className={filters.page}>
      <PageHeader
        title={words.title}
        lead={words.lead}
        badge={live && board.data && <ToneBadge tone="good">{shared.live}</ToneBadge>}
      />
      <div role="status">
        {!live && <Notice tone="warn" icon={<IconPlugConnectedX size={20} />} title={shared.reconnecting} />}
      </div>
      {board.data ? (
        <Board board={board.data} />
      ) : board.isError ? (
        <LoadFailure error={board.error} onRetry={() => void board.refetch()} />
      ) : (
        <Stack gap="lg">
          <Skeleton height={180} radius="lg" />
          <Skeleton height={180} radius="lg" />
          <Skeleton height={240} radius="lg" />
        </Stack>
      )}
    </div>
  )
}

export function Board({ board: { queue, live, agents } }: { board: Statusboard }) {
  const available = agents.filter((agent) => conditionOf(agent) === 'available').length
  return (
    <Stack gap="lg" mt="md">
      <Part words={words.queue} count={words.queue.count(queue.length)} empty={queue.length === 0}>
        <QueueList conversations={queue} agents={agents} />
      </Part>
      <Part words={words.live} count={words.live.count(live.length)} empty={live.length === 0}>
        <LiveList conversations={live} agents={agents} />
      </Part>
      <Part
        words={words.agents}
        count={words.agents.count(available, agents.length)}
        empty={agents.length === 0}
      >
        <AgentList agents={agents} />
      </Part>
    </Stack>
  )
}

type PartProps = {
  words: { title: string; lead: string; empty: string }
  count: string
  empty: boolean
  children: ReactNode
}

function Part({ words: { title, lead, empty: nothing }, count, empty, children }: PartProps) {
  return (
    <Section title={title} lead={lead} aside={!empty && <Text size="sm">{count}</Text>}>
      {empty ? (
        <Text size="sm" c="dimmed">
          {nothing}
        </Text>
      ) : (
        children
      )}
    </Section>
  )
}
