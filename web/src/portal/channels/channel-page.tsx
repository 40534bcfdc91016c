import type { Channel } from '@koopid/contract'
import { Anchor, Button, Skeleton, Stack } from '@mantine/core'
import { IconArrowLeft, IconMessageOff, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { channelsQuery, portalDesk, teamsQuery } from '../../api/portal-desk.ts'
import { channels as words } from '../../phrases/portal-channels.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import { DeleteDialog } from '../delete-dialog.tsx'
import filters from '../filters.module.css'
import { LoadFailure } from '../load-failure.tsx'
import { PageHeader } from '../page-header.tsx'
import { ApiAccess } from './api-access.tsx'
import { ChannelEditor } from './channel-editor.tsx'
import { newChannel, valuesOfChannel } from './channel-form.ts'
import { Deliveries } from './deliveries.tsx'
import { ScriptTag } from './script-tag.tsx'

const route = getRouteApi('/provider/channels/$channel')

export function ChannelPage() {
  const { channel: id } = route.useParams()
  const { kind } = route.useSearch()
  const channels = useQuery(channelsQuery)
  const teams = useQuery(teamsQuery)
  const failed = [channels, teams].find(({ isError, data }) => isError && !data)
  const channel = channels.data?.find((one) => one.id === id)
  return (
    <div className={filters.page}>
      <Anchor size="sm" renderRoot={(props) => <Link to="/provider/channels" {...props} />}>
        <IconArrowLeft size={15} style={{ verticalAlign: '-2px' }} aria-hidden /> {words.back}
      </Anchor>
      {failed ? (
        <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} />
      ) : !channels.data || !teams.data ? (
        <Skeleton height={520} radius="lg" mt="md" />
      ) : id === 'new' ? (
        <NewChannel key={kind} kind={kind === 'api' ? 'api' : 'web'} teams={teams.data} />
      ) : channel ? (
        <OneChannel key={channel.id} channel={channel} teams={teams.data} />
      ) : (
        <EmptyState icon={<IconMessageOff size={26} />} title={words.gone.title} text={words.gone.text} />
      )}
    </div>
  )
}

type Teams = Array<{ id: string; name: string }>

function NewChannel({ kind, teams }: { kind: 'web' | 'api'; teams: Teams }) {
  const navigate = route.useNavigate()
  return (
    <>
      <PageHeader title={words.newTitle[kind]} />
      <ChannelEditor
        id={null}
        start={newChannel(kind, teams[0]?.id ?? '')}
        teams={teams}
        onCreated={(id) =>
          void navigate({ to: '/provider/channels/$channel', params: { channel: id }, search: {} })
        }
      />
    </>
  )
}

function OneChannel({ channel, teams }: { channel: Channel; teams: Teams }) {
  const { active, kind } = channel
  return (
    <>
      <PageHeader
        title={channel.name}
        badge={
          <>
            <ToneBadge tone="plain">{words.kinds[kind]}</ToneBadge>
            <ToneBadge tone={active ? 'good' : 'warn'}>
              {active ? words.states.active : words.states.inactive}
            </ToneBadge>
          </>
        }
      >
        <DeleteButton channel={channel} />
      </PageHeader>
      <Stack gap="lg">
        {kind === 'web' ? <ScriptTag channel={channel} /> : <ApiAccess channel={channel} />}
        <ChannelEditor id={channel.id} start={valuesOfChannel(channel)} teams={teams} />
        {kind === 'api' && <Deliveries channel={channel.id} />}
      </Stack>
    </>
  )
}

function DeleteButton({ channel }: { channel: Channel }) {
  const [asking, setAsking] = useState(false)
  const navigate = route.useNavigate()
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={16} />} onClick={() => setAsking(true)}>
        {words.form.delete}
      </Button>
      {asking && (
        <DeleteDialog
          title={words.remove.title(channel.name)}
          text={words.remove.text}
          done={words.done.deleted(channel.name)}
          refresh="channels"
          remove={() => portalDesk.deleteChannel(channel.id)}
          onClose={() => setAsking(false)}
          onDeleted={() => void navigate({ to: '/provider/channels' })}
        />
      )}
    </>
  )
}
