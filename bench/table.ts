import type { Operation } from './contestants.ts'
import type { Sample } from './measure.ts'

/** Samples by contestant and operation, one a round. */
export type Results = Map<string, Map<Operation, Sample[]>>

interface Line {
  title: string
  contestant: string
  operation: Operation
  /** Compared with this contestant's operation of the same round. */
  beside?: [string, Operation]
  bar?: number
  aim?: number
}

const lines: Line[] = [
  { title: 'complete sign-in', contestant: 'floor', operation: 'known' },
  row('sign-in, known person', 'koopid-sqlite', 'known', ['floor', 'known'], 1.0, 0.75),
  row('sign-in, known person', 'koopid-postgres', 'known', ['floor', 'known'], 1.5, 1.1),
  row('first sign-in, new person', 'koopid-sqlite', 'new', ['floor', 'known'], 1.3, 1.0),
  row('first sign-in, new person', 'koopid-postgres', 'new', ['floor', 'known']),
  row('refused, wrong state', 'floor', 'refused', ['floor', 'known']),
  row('refused, wrong state', 'koopid-sqlite', 'refused', ['floor', 'known'], 0.4, 0.25),
  row('refused, wrong state', 'koopid-postgres', 'refused', ['floor', 'known'], 0.4, 0.25),
  { title: 'any JSON answer', contestant: 'fastify-plain', operation: 'check' },
  row('session check', 'floor', 'check', ['fastify-plain', 'check']),
  row('session check', 'koopid-sqlite', 'check', ['fastify-plain', 'check'], 1.5, 1.15),
  row('session check', 'koopid-postgres', 'check', ['fastify-plain', 'check'], 1.6, 1.2),
]

function row(
  title: string,
  contestant: string,
  operation: Operation,
  beside: [string, Operation],
  bar?: number,
  aim?: number,
): Line {
  return { title, contestant, operation, beside, ...(bar ? { bar } : {}), ...(aim ? { aim } : {}) }
}

export function tableOf(results: Results): string {
  const head =
    '| operation | server | CPU µs each | operations/s | ratio | bar | aim | |\n|---|---|---|---|---|---|---|---|'
  return [head, ...lines.map((line) => lineOf(line, results)).filter(Boolean)].join('\n')
}

function lineOf(line: Line, results: Results): string | undefined {
  const samples = results.get(line.contestant)?.get(line.operation)
  if (!samples) return undefined
  const beside = line.beside && results.get(line.beside[0])?.get(line.beside[1])
  const ratios = beside && samples.map((sample, n) => sample.cpuMicroseconds / beside[n]!.cpuMicroseconds)
  const verdict = ratios && line.bar ? (median(ratios) <= line.bar ? 'within' : '**above**') : ''
  const cells = [
    line.title,
    line.contestant,
    spread(
      samples.map((sample) => sample.cpuMicroseconds),
      1,
    ),
    Math.round(median(samples.map((sample) => sample.perSecond))),
    ratios ? `${spread(ratios, 2)} × ${line.beside![0]}` : line.beside ? '' : '1',
    line.bar?.toFixed(1) ?? '',
    line.aim ?? '',
    verdict,
  ]
  return `| ${cells.join(' | ')} |`
}

function spread(values: number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
