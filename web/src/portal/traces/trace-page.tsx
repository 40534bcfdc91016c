import type { Trace } from '@koopid/contract'
import { Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { traceQuery } from '../../api/queries.ts'
import { outcomeNames, traces } from '../../phrases/portal-traces.ts'
import { Facts } from '../../ui/facts.tsx'
import { IncidentId } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Time } from '../../ui/time.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import { LoadFailure } from '../load-failure.tsx'
import { PageHeader } from '../page-header.tsx'
import { StepTimeline } from '../step-timeline.tsx'
import { outcomeTones } from './trace-list.tsx'
import { TraceVerdict } from './trace-verdict.tsx'
import classes from './traces.module.css'

const route = getRouteApi('/provider/traces/$incident')

export function TracePage() {
  const { incident } = route.useParams()
  const search = route.useSearch()
  const trace = useQuery(traceQuery(incident))
  const outcome = trace.data?.outcome
  return (
    <div className={classes.trace}>
      <Link to="/provider/traces" search={search} className={classes.back}>
        <IconArrowLeft size={16} aria-hidden />
        {traces.back}
      </Link>
      <PageHeader
        title={traces.one}
        badge={outcome && <ToneBadge tone={outcomeTones[outcome]}>{outcomeNames[outcome]}</ToneBadge>}
      />
      {trace.data ? (
        <Details trace={trace.data} />
      ) : trace.isError ? (
        <LoadFailure error={trace.error} onRetry={() => void trace.refetch()} />
      ) : (
        <Stack>
          <Skeleton height={120} radius="lg" />
          <Skeleton height={320} radius="lg" />
        </Stack>
      )}
    </div>
  )
}

function Details({ trace }: { trace: Trace }) {
  const { client } = trace
  const browser = [
    { name: traces.address, value: client.address },
    { name: traces.userAgent, value: client.userAgent },
  ]
  return (
    <div className={classes.stack}>
      <Group gap="lg">
        <IncidentId incident={trace.incident} />
        <Time at={trace.at} exact />
      </Group>
      <TraceVerdict trace={trace} />
      <div className={classes.columns}>
        <Section title={traces.steps}>
          <StepTimeline steps={trace.steps} />
        </Section>
        <div className={classes.stack}>
          {trace.steps.some(({ step }) => step === 'callback') && (
            <Section title={traces.claims}>
              <Facts facts={trace.claims} />
            </Section>
          )}
          <Section title={traces.received} lead={traces.receivedHint}>
            <Facts facts={trace.received} />
          </Section>
          {trace.notes.length > 0 && (
            <Section title={traces.notes}>
              {trace.notes.map((note) => (
                <Text size="sm" key={note}>
                  {note}
                </Text>
              ))}
            </Section>
          )}
          <Section title={traces.client}>
            <Facts facts={browser} />
          </Section>
        </div>
      </div>
    </div>
  )
}
