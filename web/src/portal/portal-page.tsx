import { Center, Loader } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet } from '@tanstack/react-router'
import './portal-styles.ts'
import { asProblem } from '../api/problem.ts'
import { sessionQuery } from '../api/queries.ts'
import { common } from '../phrases/common.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { SkipLink } from '../ui/skip-link.tsx'
import { areasFor } from './access.ts'
import { AccountBox } from './account-box.tsx'
import { NotAllowed } from './load-failure.tsx'
import { NotStaff } from './not-staff.tsx'
import classes from './portal.module.css'
import { PortalNav } from './portal-nav.tsx'
import { useSession } from './use-session.ts'

export function PortalPage() {
  const session = useQuery(sessionQuery)
  if (!session.data) {
    return (
      <Center component="main" mih="100dvh" p="md">
        {session.isError ? (
          <ProblemNotice problem={asProblem(session.error)} onRetry={() => void session.refetch()} />
        ) : (
          <Loader type="dots" role="status" aria-label={common.loading} />
        )}
      </Center>
    )
  }
  if (session.data.user.role === 'none') return <NotStaff session={session.data} />
  return (
    <div className={classes.portal}>
      <SkipLink />
      <div className={classes.side}>
        <AccountBox session={session.data} />
        <PortalNav role={session.data.user.role} />
      </div>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <Notifications position="bottom-right" />
    </div>
  )
}

export function PortalHome() {
  const [first] = areasFor(useSession().user.role)
  if (!first) return <NotAllowed />
  return <Navigate to={`/provider/${first}`} replace />
}
