import type { SignInStep } from '@koopid/contract'
import { saveTrace, startTrace, type TraceRecorder } from '../audit/traces.ts'
import { noteTest } from '../directory/connections.ts'
import { operatorId } from '../directory/providers.ts'
import { answerFailure, toAppError } from '../http/edge.ts'
import { AppError } from '../http/errors.ts'
import { addressKey } from '../http/limiter.ts'
import type { Reply, Request } from '../http/types.ts'
import type { ProviderId } from '../store/provider-store.ts'
import type { Attempt } from './attempt.ts'
import type { SignInDeps } from './deps.ts'

/** One request of a sign-in, on the record. */
export type Run = {
  trace: TraceRecorder
  /** Known as soon as a step found it; until then the trace belongs to the operator. */
  providerId: ProviderId
  /** The step that runs now, and so the one that said no. */
  step: SignInStep
  attempt: Attempt | undefined
  /** Where "Try again" on a failure page leads. */
  retry: string | undefined
}

/** Notes that a step let the sign-in through, and which comes next. */
export function passed(run: Run, detail: string, next: SignInStep): void {
  run.trace.passed.push({ step: run.step, detail })
  run.step = next
}

/**
 * Runs steps so that every refusal leaves a trace under the incident id that the page shows, and creates nothing.
 */
export async function traced(
  deps: SignInDeps,
  request: Request,
  reply: Reply,
  step: SignInStep,
  work: (run: Run) => Promise<Reply>,
): Promise<Reply> {
  const trace = startTrace({ address: request.ip, userAgent: request.headers['user-agent'] ?? '' })
  const subdomain = deps.origins.subdomainOf(request.host) ?? ''
  // A callback without an attempt names no provider; where the subdomain has only one, it is that one's to read.
  const providerId = (await deps.providers.soleOn(subdomain))?.id ?? operatorId
  const run: Run = { trace, providerId, step, attempt: undefined, retry: undefined }
  // Before anything is written or asked: a flood of bad requests must not fill the store either.
  const flow = deps.limiter.take(addressKey(request.ip))
  if (flow === 'over')
    return answerFailure(request, reply, toAppError(new AppError('sign_in.too_many_attempts')), deps.brand)
  try {
    if (flow === 'first_over')
      throw new AppError('sign_in.too_many_attempts', {
        facts: { address: request.ip, limit: 'per address and minute' },
      })
    return await work(run)
  } catch (error) {
    return refuse(deps, request, reply, run, toAppError(error, trace.incident))
  }
}

async function refuse(
  deps: SignInDeps,
  request: Request,
  reply: Reply,
  run: Run,
  failure: AppError,
): Promise<Reply> {
  const { trace } = run
  deps.count(failure.code)
  const line = {
    incident: failure.incident,
    code: failure.code,
    step: run.step,
    facts: failure.facts,
    err: failure.cause,
  }
  if (failure.status >= 500) request.log.error(line, 'sign-in refused')
  else request.log.info(line, 'sign-in refused')
  const test = run.attempt?.test
  const end = {
    outcome: test ? ('test_refused' as const) : ('refused' as const),
    code: failure.code,
    step: run.step,
    cause: causeOf(failure),
  }
  await deps.store
    .transaction(
      run.providerId,
      async (store) => {
        await saveTrace(store, deps.now(), trace, end)
        // A second callback of the same test says nothing about the draft.
        if (test && failure.code !== 'sign_in.attempt_unknown')
          await noteTest(store, test.draftUpdatedAt, {
            incident: trace.incident,
            passed: false,
            at: deps.now(),
          })
      },
      // Nothing was granted: a flood of refusals must not make everybody wait for the disk.
      'process',
    )
    .catch((error: unknown) =>
      request.log.error({ incident: failure.incident, err: error }, 'trace not saved'),
    )
  if (test) return reply.redirect(`/provider/sso?test=${trace.incident}`, 303)
  return answerFailure(request, reply, failure, deps.brand, run.retry)
}

/** Why, for an administrator: our facts first, then what the parts below said. */
function causeOf(failure: AppError): string {
  const facts = Object.entries(failure.facts).map(([name, value]) => `${name}: ${String(value)}`)
  const chain: string[] = []
  for (let cause: unknown = failure.cause; cause instanceof Error && chain.length < 4; cause = cause.cause)
    if (!chain.includes(cause.message)) chain.push(cause.message)
  return [...facts, ...chain].join(' · ') || failure.message
}
