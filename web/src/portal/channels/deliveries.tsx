import type { Delivery } from '@koopid/contract'
import { Button, Skeleton, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { deliveriesQuery, portalDesk } from '../../api/portal-desk.ts'
import { channels } from '../../phrases/portal-channels.ts'
import type { Tone } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Time } from '../../ui/time.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import { DataList } from '../data-list.tsx'
import { LoadFailure } from '../load-failure.tsx'
import { LoadMore } from '../load-more.tsx'
import { useDeskChange } from '../use-desk-change.ts'

const words = channels.deliveries

export function Deliveries({ channel }: { channel: string }) {
  const query = useInfiniteQuery(deliveriesQuery(channel))
  const found = query.data?.pages.flatMap((page) => page.deliveries)
  return (
    <Section
      title={words.title}
      lead={words.lead}
      aside={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={15} />}
          loading={query.isRefetching}
          onClick={() => void query.refetch()}
        >
          {words.refresh}
        </Button>
      }
    >
      {!found && query.isError && <LoadFailure error={query.error} onRetry={() => void query.refetch()} />}
      {!found && query.isPending && <Skeleton height={160} radius="md" />}
      {found?.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.empty}
        </Text>
      )}
      {found && found.length > 0 && <Found channel={channel} deliveries={found} />}
      <LoadMore query={query} />
    </Section>
  )
}

function Found({ channel, deliveries }: { channel: string; deliveries: Delivery[] }) {
  const { columns } = words
  return (
    <DataList
      label={words.title}
      rows={deliveries}
      keyOf={({ id }) => String(id)}
      columns={[
        { name: columns.type, cell: ({ type }) => type },
        { name: columns.created, cell: ({ createdAt }) => <Time at={createdAt} /> },
        { name: columns.attempts, cell: ({ attempts }) => attempts },
        { name: columns.state, cell: State },
      ]}
      actions={(delivery) => <Replay channel={channel} delivery={delivery} />}
    />
  )
}

export function deliveryState({ deliveredAt, nextAt, attempts }: Delivery): [Tone, string] {
  if (deliveredAt) return ['good', words.delivered]
  if (nextAt === null) return ['bad', words.noAddress]
  return attempts > 0 ? ['warn', words.retrying] : ['plain', words.waiting]
}

function State(delivery: Delivery) {
  const [tone, name] = deliveryState(delivery)
  const at = delivery.deliveredAt ?? delivery.nextAt
  return (
    <>
      <ToneBadge tone={tone}>{name}</ToneBadge>{' '}
      {at && (
        <Text size="xs" c="dimmed" component="span">
          <Time at={at} />
        </Text>
      )}
      {delivery.lastError && delivery.nextAt && !delivery.deliveredAt && (
        <Text size="xs" c="var(--app-bad)" mt={2}>
          {delivery.lastError}
        </Text>
      )}
    </>
  )
}

function Replay({ channel, delivery }: { channel: string; delivery: Delivery }) {
  const replay = useDeskChange({
    refresh: 'deliveries',
    change: () => portalDesk.replay(channel, delivery.id),
    done: () => channels.done.replayed,
  })
  return (
    <Button
      size="xs"
      variant="default"
      loading={replay.isPending}
      aria-label={words.replayOf(delivery.id)}
      onClick={() => replay.mutate(undefined)}
    >
      {words.replay}
    </Button>
  )
}
