import type { Dashboard } from '@koopid/contract'
import type { ProviderStore } from '../../store/provider-store.ts'
import { countOpen, type DayRow, type PresenceRow, selectDay, selectPresence } from './board.store.ts'
import type { Today } from './today.ts'

/** Today's figures. A wait is the time from a customer's first message to the first answer, in seconds. */
export async function readDashboard(store: ProviderStore, today: Today, at: number): Promise<Dashboard> {
  const day = await selectDay(store, today.start)
  const open = await countOpen(store)
  const arrived = day.filter((row) => row.created_at >= today.start)
  const handled = day.filter((row) => row.status === 'closed')
  return {
    waiting: open.queued,
    live: open.assigned,
    handled: handled.length,
    medianWait: median(waitsOf(arrived)),
    longestWait: longest([...waitsOf(arrived), ...waitsSoFar(arrived, at)]),
    agents: countAgents(await selectPresence(store), at),
    hours: hoursOf(arrived, handled, today),
  }
}

const secondsBetween = (from: number, to: number): number => Math.max(0, Math.round((to - from) / 1000))

const waitsOf = (rows: readonly DayRow[]): number[] =>
  rows.flatMap(({ created_at, first_answer_at }) =>
    first_answer_at === null ? [] : [secondsBetween(created_at, first_answer_at)],
  )

/** Of those who still wait for a first answer: the longest wait is seldom one that is over. */
const waitsSoFar = (rows: readonly DayRow[], at: number): number[] =>
  rows.flatMap(({ created_at, first_answer_at, status }) =>
    first_answer_at === null && status !== 'closed' ? [secondsBetween(created_at, at)] : [],
  )

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]!
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]!
  return (lower + upper) / 2
}

const longest = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((most, value) => Math.max(most, value))

function countAgents(rows: readonly PresenceRow[], at: number): Dashboard['agents'] {
  const counts = { available: 0, away: 0, offline: 0 }
  for (const { agent_status, lease_until, idle } of rows) {
    if (lease_until === null || lease_until <= at) counts.offline += 1
    else if (agent_status === 'available' && idle !== 1) counts.available += 1
    else counts.away += 1
  }
  return counts
}

/** Always 24: on the day the clocks go back, one of them lasts two hours. */
function hoursOf(arrived: readonly DayRow[], handled: readonly DayRow[], today: Today): Dashboard['hours'] {
  const began = Map.groupBy(arrived, (row) => today.hourOf(row.created_at))
  const closed = Map.groupBy(handled, (row) => today.hourOf(row.closed_at!))
  return Array.from({ length: 24 }, (_, hour) => ({
    hour,
    arrived: began.get(hour)?.length ?? 0,
    handled: closed.get(hour)?.length ?? 0,
    medianWait: median(waitsOf(began.get(hour) ?? [])),
  }))
}
