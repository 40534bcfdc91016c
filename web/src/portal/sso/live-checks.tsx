import type { ConnectionCheck, ConnectionChecks, ConnectionView } from '@koopid/contract'
import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '../../api/problem.ts'
import { connectionCheckQuery } from '../../api/queries.ts'
import { checkNames, sso } from '../../phrases/portal-sso.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import type { ConnectionValues } from './connection-form.ts'
import classes from './sso.module.css'

const words = sso.checks
const icons = { passed: IconCircleCheck, failed: IconCircleX, skipped: IconCircleDashed }

type Props = { values: ConnectionValues; saved: ConnectionView | null }

/** Asks Okta while one types; what is saved already is checked on request only. */
export function LiveChecks({ values, saved }: Props) {
  const [asked, setAsked] = useState(false)
  const typed = `${values.oktaDomain.trim()} ${values.clientId.trim()}`
  const [settled] = useDebouncedValue(typed, 700)
  const [domain = '', clientId = ''] = settled.split(' ')
  const changed = domain !== (saved?.oktaDomain ?? '') || clientId !== (saved?.clientId ?? '')
  const usable = domain.length >= 3
  const checks = useQuery({
    ...connectionCheckQuery(domain, clientId),
    enabled: usable && (changed || asked),
    placeholderData: (before) => before,
  })
  const run = () => (asked || changed ? void checks.refetch() : setAsked(true))
  const show = usable && checks.data
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={3} size="h6">
            {words.title}
          </Title>
          <Text size="sm" c="dimmed" role="status">
            {checks.isFetching ? words.running : show ? summary(show) : ''}
          </Text>
          {checks.isFetching && <Loader size={14} aria-hidden />}
        </Group>
        <Button size="xs" variant="default" disabled={!usable} onClick={run}>
          {words.run}
        </Button>
      </Group>
      {show && <CheckList checks={show} typed={domain} />}
      {checks.isError && <ProblemNotice problem={asProblem(checks.error)} onRetry={run} />}
    </Stack>
  )
}

function summary({ checks }: ConnectionChecks) {
  const count = (outcome: ConnectionCheck['outcome']) =>
    checks.filter((one) => one.outcome === outcome).length
  return words.summary(count('passed'), count('failed'))
}

function CheckList({ checks, typed }: { checks: ConnectionChecks; typed: string }) {
  return (
    <ul className={classes.checks}>
      {checks.oktaDomain && checks.oktaDomain !== typed && (
        <Text component="li" size="sm" fw={550}>
          {sso.form.storedAs(checks.oktaDomain)}
        </Text>
      )}
      {checks.checks.map((check) => (
        <Check key={check.name} check={check} />
      ))}
    </ul>
  )
}

function Check({ check }: { check: ConnectionCheck }) {
  const Icon = icons[check.outcome]
  return (
    <li className={classes.check} data-outcome={check.outcome}>
      <Icon size={20} aria-hidden />
      <span>
        <b>{checkNames[check.name]}</b>
        <span className="visually-hidden"> {words.outcome[check.outcome]}.</span>{' '}
        <Text span size="sm" c="dimmed">
          {check.detail}
        </Text>
        {check.remedy && (
          <Text size="sm" fw={550}>
            {check.remedy}
          </Text>
        )}
      </span>
    </li>
  )
}
