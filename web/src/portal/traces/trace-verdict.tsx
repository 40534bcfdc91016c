import type { Trace } from '@koopid/contract'
import { Anchor, Code } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { responsibleNames, traces } from '../../phrases/portal-traces.ts'
import { Section } from '../../ui/section.tsx'
import { codeInWords } from './code-in-words.ts'
import classes from './traces.module.css'

/** Why it was refused, what to do, and who does it. */
export function TraceVerdict({ trace }: { trace: Trace }) {
  if (!trace.code) return null
  return (
    <Section title={codeInWords(trace.code)}>
      <dl className={classes.facts}>
        {trace.cause && <Fact name={traces.cause}>{trace.cause}</Fact>}
        {trace.remedy && (
          <Fact name={traces.remedy}>
            <b>{trace.remedy}</b>
          </Fact>
        )}
        {trace.responsible && <Fact name={traces.responsible}>{responsibleNames[trace.responsible]}</Fact>}
        <Fact name={traces.code1}>
          <Code>{trace.code}</Code>{' '}
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/provider/traces" search={{ code: trace.code! }} {...props} />}
          >
            {traces.sameCode}
          </Anchor>
        </Fact>
      </dl>
    </Section>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
