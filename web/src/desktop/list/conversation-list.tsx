import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { desktop } from '../../phrases/desktop.ts'
import { ConversationRow } from './conversation-row.tsx'
import classes from './list.module.css'
import type { ListControl } from './use-list.ts'

const rowHeight = 84
/** Rows before the end at which the next page is asked for. */
const ahead = 20

/** Only what is in view is in the document, however many there are. */
export function ConversationList({ list, openId }: { list: ListControl; openId: string | undefined }) {
  const { rows, query } = list
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  const wantsMore = query.hasNextPage && !query.isFetching && last >= rows.length - ahead
  useEffect(() => {
    if (wantsMore) void query.fetchNextPage()
  }, [wantsMore, query.fetchNextPage])

  const openAt = rows.findIndex(({ id }) => id === openId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another one is opened, not whenever the list moves
  useEffect(() => {
    if (openAt >= 0) virtual.scrollToIndex(openAt)
  }, [openId])

  return (
    <div ref={scroller} className={classes.scroller}>
      <ul
        className={classes.rows}
        style={{ height: virtual.getTotalSize() }}
        aria-label={desktop.list.openList(list.name)}
      >
        {shown.map(({ index, key, start }) => (
          <li
            key={key}
            className={classes.item}
            style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            aria-setsize={query.data?.pages.at(-1)?.total ?? rows.length}
            aria-posinset={index + 1}
          >
            <ConversationRow conversation={rows[index]!} open={rows[index]!.id === openId} />
          </li>
        ))}
      </ul>
    </div>
  )
}
