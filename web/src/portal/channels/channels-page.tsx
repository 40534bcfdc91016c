import type { Channel } from '@koopid/contract'
import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconApi, IconMessageCircle, IconMessages } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { channelsQuery, teamsQuery } from '../../api/portal-desk.ts'
import { channels as words } from '../../phrases/portal-channels.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import { DataList } from '../data-list.tsx'
import filters from '../filters.module.css'
import { LoadFailure } from '../load-failure.tsx'
import { PageHeader } from '../page-header.tsx'

export function ChannelsPage() {
  const channels = useQuery(channelsQuery)
  return (
    <div className={filters.page}>
      <PageHeader title={words.title} lead={words.lead}>
        <AddButton kind="web" />
        <AddButton kind="api" />
      </PageHeader>
      {channels.data ? (
        <Channels channels={channels.data} />
      ) : channels.isError ? (
        <LoadFailure error={channels.error} onRetry={() => void channels.refetch()} />
      ) : (
        <Skeleton height={260} radius="lg" />
      )}
    </div>
  )
}

function AddButton({ kind }: { kind: 'web' | 'api' }) {
  const Icon = kind === 'web' ? IconMessageCircle : IconApi
  return (
    <Button
      variant={kind === 'web' ? 'filled' : 'default'}
      leftSection={<Icon size={16} />}
      renderRoot={(props) => (
        <Link to="/provider/channels/$channel" params={{ channel: 'new' }} search={{ kind }} {...props} />
      )}
    >
      {kind === 'web' ? words.addWeb : words.addApi}
    </Button>
  )
}

function Channels({ channels }: { channels: Channel[] }) {
  const teams = useQuery(teamsQuery)
  const teamName = ({ team }: Channel) => teams.data?.find(({ id }) => id === team)?.name ?? ''
  if (channels.length === 0) {
    return <EmptyState icon={<IconMessages size={26} />} title={words.empty.title} text={words.empty.text} />
  }
  const { columns } = words
  return (
    <DataList
      label={words.title}
      rows={channels}
      keyOf={({ id }) => id}
      columns={[
        { name: columns.name, cell: Name },
        { name: columns.kind, cell: ({ kind }) => words.kinds[kind] },
        { name: columns.team, cell: teamName },
        { name: columns.entry, cell: ({ entryTag }) => entryTag ?? '–' },
        { name: columns.state, cell: State },
      ]}
    />
  )
}

function Name({ id, name }: Channel) {
  return (
    <Anchor
      fw={600}
      size="sm"
      renderRoot={(props) => <Link to="/provider/channels/$channel" params={{ channel: id }} {...props} />}
    >
      {name}
    </Anchor>
  )
}

function State({ active, kind, hasKey, pending, lastError }: Channel) {
  return (
    <Stack gap={4} align="flex-start">
      <Group gap={6}>
        <ToneBadge tone={active ? 'good' : 'plain'}>
          {active ? words.states.active : words.states.inactive}
        </ToneBadge>
        {kind === 'api' && !hasKey && <ToneBadge tone="warn">{words.noKey}</ToneBadge>}
        {lastError && <ToneBadge tone="bad">{words.lastError}</ToneBadge>}
      </Group>
      {pending > 0 && (
        <Text size="xs" c="dimmed">
          {words.pending(pending)}
        </Text>
      )}
    </Stack>
  )
}
