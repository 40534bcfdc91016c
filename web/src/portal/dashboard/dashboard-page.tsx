import type { Dashboard } from '@koopid/contract'
import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { dashboardQuery } from '../../api/portal-desk.ts'
import { dashboard as words } from '../../phrases/portal-dashboard.ts'
import { duration } from '../../phrases/portal-desk.ts'
import filters from '../filters.module.css'
import { LoadFailure } from '../load-failure.tsx'
import { PageHeader } from '../page-header.tsx'
import classes from './dashboard.module.css'

// The chart library is many times the size of this page.
const Charts = lazy(() => import('./charts.tsx'))
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function DashboardPage() {
  const today = useQuery(dashboardQuery)
  return (
    <div className={filters.page}>
      <PageHeader title={words.title} lead={words.lead(zone)} />
      {today.data ? (
        <Stack gap="lg">
          <Figures today={today.data} />
          <Suspense fallback={<Skeleton height={640} radius="lg" />}>
            <Charts today={today.data} />
          </Suspense>
        </Stack>
      ) : today.isError ? (
        <LoadFailure error={today.error} onRetry={() => void today.refetch()} />
      ) : (
        <Stack gap="lg">
          <Skeleton height={110} radius="lg" />
          <Skeleton height={640} radius="lg" />
        </Stack>
      )}
    </div>
  )
}

function Figures({ today }: { today: Dashboard }) {
  const wait = (seconds: number | null) => (seconds === null ? words.noWait : duration(seconds))
  const figures: Array<[string, string | number]> = [
    [words.waiting, today.waiting],
    [words.live, today.live],
    [words.handled, today.handled],
    [words.medianWait, wait(today.medianWait)],
    [words.longestWait, wait(today.longestWait)],
  ]
  return (
    <dl className={classes.figures}>
      {figures.map(([name, value]) => (
        <div key={name} className={classes.figure}>
          <dt>{name}</dt>
          <dd data-small={typeof value === 'string' || undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
