import type { Trace } from '@koopid/contract'
import { Anchor, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { traceQuery } from '../../api/queries.ts'
import { sso } from '../../phrases/portal-sso.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { IncidentId } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { LoadFailure } from '../load-failure.tsx'
import { StepTimeline } from '../step-timeline.tsx'
import classes from './sso.module.css'

const words = sso.result

export function TestResult({ incident }: { incident: string }) {
  const trace = useQuery(traceQuery(incident))
  const navigate = useNavigate()
  const close = (
    <Anchor component="button" type="button" size="sm" onClick={() => navigate({ to: '/provider/sso' })}>
      {words.close}
    </Anchor>
  )
  return (
    <Section title={words.title} aside={close}>
      {trace.data ? (
        <Result trace={trace.data} />
      ) : trace.isError ? (
        <LoadFailure error={trace.error} onRetry={() => void trace.refetch()} />
      ) : (
        <Skeleton height={180} />
      )}
    </Section>
  )
}

function Result({ trace }: { trace: Trace }) {
  return (
    <>
      <Verdict trace={trace} />
      <div className={classes.columns}>
        <Stack gap="sm">
          <Title order={3} size="h6">
            {words.claims}
          </Title>
          <Facts facts={trace.claims} />
        </Stack>
        <Stack gap="sm">
          <Title order={3} size="h6">
            {words.decision}
          </Title>
          <StepTimeline steps={trace.steps} />
        </Stack>
      </div>
      <Anchor
        size="sm"
        renderRoot={(props) => (
          <Link to="/provider/traces/$incident" params={{ incident: trace.incident }} {...props} />
        )}
      >
        {words.full}
      </Anchor>
    </>
  )
}

function Verdict({ trace }: { trace: Trace }) {
  if (trace.outcome === 'test_passed' || trace.outcome === 'signed_in') {
    return (
      <Notice tone="good" role="status" icon={<IconCircleCheck size={20} />} title={words.passed}>
        <Text size="sm">{words.passedText(trace.who ?? words.someone)}</Text>
      </Notice>
    )
  }
  return (
    <Notice tone="bad" role="alert" icon={<IconCircleX size={20} />} title={words.refused}>
      {trace.cause && <Text size="sm">{trace.cause}</Text>}
      {trace.remedy && (
        <Text size="sm" fw={550}>
          {trace.remedy}
        </Text>
      )}
      <IncidentId incident={trace.incident} />
    </Notice>
  )
}
