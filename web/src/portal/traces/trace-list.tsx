import type { TraceOutcome, TraceSummary } from '@koopid/contract'
import { Code, Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { TracesFilter } from '../../api/client.ts'
import { outcomeNames, traces as words } from '../../phrases/portal-traces.ts'
import type { Tone } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import filters from '../filters.module.css'
import { codeInWords } from './code-in-words.ts'
import classes from './traces.module.css'

export const outcomeTones: Record<TraceOutcome, Tone> = {
  signed_in: 'good',
  refused: 'bad',
  test_passed: 'plain',
  test_refused: 'warn',
}

export function TraceList({ traces, filter }: { traces: TraceSummary[]; filter: TracesFilter }) {
  return (
    <ul className={filters.list}>
      {traces.map((trace) => (
        <li key={trace.incident} className={classes.item}>
          <Link
            to="/provider/traces/$incident"
            params={{ incident: trace.incident }}
            search={filter as Record<string, string>}
            className={classes.link}
          >
            <TraceLine trace={trace} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

function TraceLine({ trace }: { trace: TraceSummary }) {
  return (
    <>
      <span className={classes.outcome}>
        <ToneBadge tone={outcomeTones[trace.outcome]}>{outcomeNames[trace.outcome]}</ToneBadge>
      </span>
      <span className={classes.what}>
        <Text span display="block" size="sm" fw={600} truncate>
          {trace.who ?? words.unknownPerson}
        </Text>
        <Text span display="block" size="sm" c="dimmed" truncate>
          {trace.code ? codeInWords(trace.code) : words.allPassed}
        </Text>
      </span>
      <Code className={classes.incident}>{trace.incident}</Code>
      <Text span size="sm" c="dimmed" className={classes.time}>
        <Time at={trace.at} />
      </Text>
      <IconChevronRight size={18} className={classes.chevron} aria-hidden />
    </>
  )
}
