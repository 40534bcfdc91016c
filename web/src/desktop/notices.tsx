import { asProblem } from '../api/problem.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import type { useAlerts } from './alerts/use-alerts.ts'
import { AlertBanner, AwayBanner, ConnectionBanner } from './banners.tsx'
import { useDesk } from './desk-context.ts'
import classes from './desktop.module.css'
import type { Link } from './live/use-realtime.ts'
import { SessionEndBanner } from './session-end-banner.tsx'
import type { StatusControl } from './use-agent-status.ts'

type Fault = { error: unknown; dismissError: () => void }
type Props = {
  faults: Fault[]
  link: Link
  status: StatusControl
  alerts: ReturnType<typeof useAlerts>
  onUseHere: () => void
  onGoAvailable: () => void
}

/** What concerns the whole desktop, above its panes. */
export function Notices({ faults, link, status, alerts, onUseHere, onGoAvailable }: Props) {
  const { open } = useDesk()
  const fault = faults.find((one) => one.error)
  const { latest } = alerts
  return (
    <div className={classes.notices}>
      {fault && <ProblemNotice problem={asProblem(fault.error)} onClose={fault.dismissError} />}
      <SessionEndBanner />
      <ConnectionBanner link={link} onUseHere={onUseHere} />
      <AwayBanner status={status} onGoAvailable={onGoAvailable} />
      <AlertBanner
        alert={latest}
        onOpen={() => latest && open(latest.conversationId)}
        onDismiss={() => latest && alerts.dismiss(latest.conversationId)}
      />
      <p className="visually-hidden" role="status">
        {alerts.said}
      </p>
    </div>
  )
}
