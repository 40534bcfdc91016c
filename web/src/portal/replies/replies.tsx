import type { CannedReply, Team } from '@koopid/contract'
import { Button, Code, Group, Skeleton, Text } from '@mantine/core'
import { IconMessageBolt, IconPlus, IconSearchOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalDesk, repliesQuery, teamsQuery } from '../../api/portal-desk.ts'
import { replies as words } from '../../phrases/portal-replies.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DataList } from '../data-list.tsx'
import { EditOrDelete } from '../edit-or-delete.tsx'
import { LoadFailure } from '../load-failure.tsx'
import { ReplyDialog } from './reply-dialog.tsx'
import { matches } from './reply-form.ts'

export function Replies({ search }: { search: string }) {
  const replies = useQuery(repliesQuery)
  const teams = useQuery(teamsQuery)
  const [adding, setAdding] = useState(false)
  const failed = [replies, teams].find(({ isError, data }) => isError && !data)
  if (failed) return <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} />
  if (!replies.data || !teams.data) return <Skeleton height={260} radius="lg" />
  const found = replies.data.filter(({ title, shortcut, body }) => matches(search, title, shortcut, body))
  return (
    <>
      <Group justify="flex-end" mb="md">
        <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      </Group>
      {found.length > 0 ? (
        <List found={found} all={replies.data} teams={teams.data} />
      ) : replies.data.length > 0 ? (
        <EmptyState
          icon={<IconSearchOff size={26} />}
          title={words.nothing.title}
          text={words.nothing.text}
        />
      ) : (
        <EmptyState icon={<IconMessageBolt size={26} />} title={words.empty.title} text={words.empty.text} />
      )}
      {adding && (
        <ReplyDialog reply={null} all={replies.data} teams={teams.data} onClose={() => setAdding(false)} />
      )}
    </>
  )
}

type ListProps = { found: CannedReply[]; all: CannedReply[]; teams: Team[] }

function List({ found, all, teams }: ListProps) {
  const { columns } = words
  const teamName = ({ team }: CannedReply) =>
    team === null ? words.everyTeam : teams.find(({ id }) => id === team)?.name
  return (
    <DataList
      label={words.tabs.replies}
      rows={found}
      keyOf={({ id }) => id}
      columns={[
        { name: columns.title, cell: Reply },
        { name: columns.shortcut, cell: ({ shortcut }) => <Code>/{shortcut}</Code> },
        { name: columns.team, cell: teamName },
      ]}
      actions={(reply) => <ReplyActions reply={reply} all={all} teams={teams} />}
    />
  )
}

function Reply({ title, body }: CannedReply) {
  return (
    <>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="sm" c="dimmed" lineClamp={2}>
        {body}
      </Text>
    </>
  )
}

function ReplyActions({ reply, all, teams }: { reply: CannedReply; all: CannedReply[]; teams: Team[] }) {
  return (
    <EditOrDelete
      name={reply.title}
      edit={(opened) => <ReplyDialog {...{ reply, all, teams }} {...opened} />}
      remove={{
        title: words.remove.title(reply.title),
        text: words.remove.text,
        done: words.done.deleted(reply.title),
        refresh: 'replies',
        remove: () => portalDesk.deleteReply(reply.id),
      }}
    />
  )
}
