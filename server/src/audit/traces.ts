import {
  type FailureCode,
  failures,
  type SignInStep,
  signInSteps,
  type Trace,
  type TraceOutcome,
} from '@koopid/contract'
import { newIncident } from '../http/incident.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import { insertTrace, selectTrace, type TraceRow } from './traces.store.ts'

type Noted = { name: string; value: string }

/** Written down while a sign-in runs; saved once, with its outcome. */
export type TraceRecorder = {
  readonly incident: string
  client: { address: string; userAgent: string }
  who: string | null
  /** Query or form as it came; read only when the trace is saved, which most requests of a sign-in never come to. */
  query: string
  received: Noted[]
  claims: Noted[]
  notes: string[]
  passed: { step: SignInStep; detail: string }[]
}

/** Starts the record of one sign-in. */
export function startTrace(client: { address: string; userAgent: string }): TraceRecorder {
  let incident: string | undefined
  return {
    get incident() {
      incident ??= newIncident()
      return incident
    },
    client,
    who: null,
    query: '',
    received: [],
    claims: [],
    notes: [],
    passed: [],
  }
}

/** Values that are secrets or tokens: the trace says only that they came, and how long they were. */
const redacted = new Set(['code', 'state', 'nonce', 'id_token', 'access_token', 'client_secret', 'password'])

/** Parameters as received, without line breaks, control characters or secrets (log injection, ASVS 16.4.1). */
function receivedBy({ query, received }: TraceRecorder): Noted[] {
  const parameters = [...new URLSearchParams(query.slice(0, 8192))].slice(0, 40)
  const noted = parameters.map(([name, value]) => ({
    name: printable(name, 60),
    value: redacted.has(name) ? `[${value.length} characters]` : printable(value, 300),
  }))
  return [...received, ...noted]
}

/** Text from outside, made fit for a log line or a page: control characters out, length bounded. */
export function printable(text: string, most: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '�')
  return clean.length > most ? `${clean.slice(0, most)}… (${text.length} characters)` : clean
}

export type TraceEnd = {
  outcome: TraceOutcome
  code?: FailureCode
  /** The step that said no. */
  step?: SignInStep
  /** Why, for an administrator. */
  cause?: string
}

type TraceBody = Omit<Trace, 'incident' | 'at' | 'outcome' | 'code' | 'step' | 'who'>

/** Saves a trace; inside a transaction it stands or falls with the rest. */
export async function saveTrace(
  store: ProviderStore,
  at: number,
  trace: TraceRecorder,
  end: TraceEnd,
): Promise<void> {
  const failure = end.code ? failures[end.code] : undefined
  const body: TraceBody = {
    cause: end.cause ? printable(end.cause, 1000) : null,
    remedy: failure?.remedy ?? null,
    responsible: failure?.responsible ?? null,
    steps: stepsOf(trace, end),
    received: receivedBy(trace),
    claims: trace.claims,
    notes: trace.notes,
    client: { ...trace.client, userAgent: printable(trace.client.userAgent, 200) },
  }
  await insertTrace(store, {
    incident: trace.incident,
    at,
    outcome: end.outcome,
    code: end.code ?? null,
    step: end.step ?? null,
    who: trace.who,
    body: JSON.stringify(body),
  })
}

/** A step that was passed over, such as Okta's with a password, is no part of this way in. */
function stepsOf(trace: TraceRecorder, end: TraceEnd): Trace['steps'] {
  const all = signInSteps.map((step) => {
    const passed = trace.passed.find((entry) => entry.step === step)
    if (end.step === step) return { step, outcome: 'refused' as const, detail: end.cause ?? null }
    if (passed) return { step, outcome: 'passed' as const, detail: passed.detail }
    return { step, outcome: 'not_reached' as const, detail: null }
  })
  const last = all.findLastIndex(({ outcome }) => outcome !== 'not_reached')
  return all.filter(({ outcome }, index) => outcome !== 'not_reached' || index > last)
}

/** One trace as the portal shows it. */
export async function findTrace(store: ProviderStore, incident: string): Promise<Trace | undefined> {
  const row = await selectTrace(store, incident)
  return row && readTrace(row)
}

export function summaryOf(row: TraceRow) {
  return {
    incident: row.incident,
    at: new Date(row.at).toISOString(),
    outcome: row.outcome,
    code: row.code,
    step: row.step,
    who: row.who,
  }
}

const readTrace = (row: TraceRow): Trace => ({
  ...summaryOf(row),
  ...(JSON.parse(row.body) as TraceBody),
})

export { selectTraces as listTraces, type TraceFilter } from './traces.store.ts'
