import type { ListName } from '@koopid/contract'
import { Button, Skeleton } from '@mantine/core'
import {
  IconAt,
  IconCoffee,
  IconHistory,
  IconInbox,
  IconSearchOff,
  IconUsersGroup,
} from '@tabler/icons-react'
import { Suspense } from 'react'
import { asProblem } from '../../api/problem.ts'
import { common } from '../../phrases/common.ts'
import { desktop } from '../../phrases/desktop.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ConversationList } from '../lazy-parts.ts'
import classes from './list.module.css'
import type { ListControl } from './use-list.ts'

const words = desktop.list
const empty: Record<ListName, { Icon: typeof IconAt; title: string; text: string }> = {
  mine: { Icon: IconInbox, title: words.mineEmpty, text: words.mineEmptyText },
  queue: { Icon: IconUsersGroup, title: words.queueEmpty, text: words.queueEmptyText },
  mentions: { Icon: IconAt, title: words.mentionsEmpty, text: words.mentionsEmptyText },
  history: { Icon: IconHistory, title: words.historyEmpty, text: words.historyEmptyText },
}

type Props = { list: ListControl; openId: string | undefined; away: boolean; onGoAvailable: () => void }

export function ListBody({ list, openId, away, onGoAvailable }: Props) {
  const { query, rows } = list
  if (query.isError && rows.length === 0)
    return (
      <div className={classes.notice}>
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      </div>
    )
  if (query.isPending) return <Loading />
  if (rows.length > 0)
    return (
      <Suspense fallback={<Loading />}>
        <ConversationList key={list.name} list={list} openId={openId} />
      </Suspense>
    )
  if (list.filter)
    return (
      <EmptyState icon={<IconSearchOff size={26} />} title={words.noMatch} text={words.noMatchText}>
        <Button variant="default" onClick={() => list.setFilter('')}>
          {words.clearFilter}
        </Button>
      </EmptyState>
    )
  if (list.name === 'mine' && away)
    return (
      <EmptyState icon={<IconCoffee size={26} />} title={words.awayEmpty} text={words.awayEmptyText}>
        <Button variant="light" onClick={onGoAvailable}>
          {desktop.status.goAvailable}
        </Button>
      </EmptyState>
    )
  const { Icon, title, text } = empty[list.name]
  return <EmptyState icon={<Icon size={26} />} title={title} text={text} />
}

function Loading() {
  return (
    <div className={classes.loading} role="status" aria-label={common.loading}>
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={60} radius="md" />
      ))}
    </div>
  )
}
