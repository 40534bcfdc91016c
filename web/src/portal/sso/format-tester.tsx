import type { TriedEmailFormats } from '@koopid/contract'
import { Text, TextInput } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { asProblem } from '../../api/problem.ts'
import { sso } from '../../phrases/portal-sso.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import classes from './sso.module.css'

const words = sso.formats

type Props = {
  email: string
  onEmail: (email: string) => void
  /** Absent while no address is typed. */
  tried: UseQueryResult<TriedEmailFormats> | undefined
  disabled: boolean
}

export function FormatTester({ email, onEmail, tried, disabled }: Props) {
  return (
    <div>
      <TextInput
        label={words.try}
        placeholder={words.tryPlaceholder}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        disabled={disabled}
        value={email}
        onChange={(event) => onEmail(event.currentTarget.value)}
      />
      <div role="status">{tried?.data && <Verdict tried={tried.data} />}</div>
      {tried?.isError && (
        <ProblemNotice problem={asProblem(tried.error)} onRetry={() => void tried.refetch()} />
      )}
    </div>
  )
}

function Verdict({ tried }: { tried: TriedEmailFormats }) {
  const match = tried.formats.find((one) => one.matches)
  const Icon = tried.allowed ? IconCircleCheck : IconCircleX
  return (
    <div
      className={classes.check}
      data-outcome={tried.allowed ? 'passed' : 'failed'}
      style={{ marginTop: 8 }}
    >
      <Icon size={20} aria-hidden />
      <Text size="sm" fw={550}>
        {tried.allowed && match ? words.allowed(match.format) : (tried.refusal ?? words.refused)}
      </Text>
    </div>
  )
}
