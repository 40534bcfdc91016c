import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { serverNow } from '../../api/server-clock.ts'
import { listQuery } from '../cache/queries.ts'
import type { StatusControl } from '../use-agent-status.ts'
import { lastActive } from './idle.ts'
import { untilOffer } from './silence.ts'
import { useClock } from './use-clock.ts'

/** How often it is looked at while there is nothing to come. */
const atLeisure = 30_000

/** By the server's clock, as the status is. */
const lastActiveThere = () => {
  const here = lastActive()
  return here === undefined ? undefined : here + serverNow() - Date.now()
}

/** Whether to ask an agent who is away and silent, and for what. Once asked, it stays until it is answered. */
export function useAwayOffer({ current, why }: StatusControl) {
  const mine = useInfiniteQuery(listQuery('mine'))
  const held = mine.data?.pages.at(-1)?.total ?? 0
  const since = current === 'away' && why?.reason === 'idle' ? why.since : undefined
  const awaySince = since === undefined ? undefined : Date.parse(since)
  const until = useCallback(
    (now: number) => untilOffer({ awaySince, held, lastActive: lastActiveThere() }, now) ?? atLeisure,
    [awaySince, held],
  )
  const now = useClock(until)
  const [asked, setAsked] = useState<string>()
  const due = until(now) === 0
  useEffect(() => {
    if (due) setAsked(since)
  }, [due, since])
  return {
    offer: since !== undefined && held > 0 && asked === since ? { since, held } : undefined,
    dismiss: () => setAsked(undefined),
  }
}
