import { IconLock } from '@tabler/icons-react'
import { asProblem } from '../api/problem.ts'
import { portal } from '../phrases/portal.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { IncidentId, ProblemNotice } from '../ui/problem-notice.tsx'

export function NotAllowed({ incident }: { incident?: string | undefined }) {
  return (
    <EmptyState icon={<IconLock size={26} />} title={portal.notAllowed.title} text={portal.notAllowed.text}>
      {incident && <IncidentId incident={incident} />}
    </EmptyState>
  )
}

/** Why a page shows nothing: not allowed, or a failure to try again. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = asProblem(error)
  if (problem.code === 'session.forbidden') return <NotAllowed incident={problem.incident} />
  return <ProblemNotice problem={problem} onRetry={onRetry} />
}
