import { findTrace } from '../audit/traces.ts'
import { operatorId } from '../directory/providers.ts'
import { readIncident } from '../http/incident.ts'
import { type Command, print, Refused, readOptions, required, UsageError, withServices } from './command.ts'

export const showTrace: Command = {
  summary: 'Shows what is behind an incident id, also of sign-ins that belong to no provider.',
  usage: '--incident K7Q2-9FXD-3MTR [--json]',
  async run(args, settings) {
    const options = readOptions(args, { incident: { type: 'string' }, json: { type: 'boolean' } })
    const incident = readIncident(required(options.incident, 'incident'))
    if (!incident) throw new UsageError('--incident must look like K7Q2-9FXD-3MTR.')
    await withServices(settings(), async ({ store, providers }) => {
      const owners = [operatorId, ...(await providers.all()).map((provider) => provider.id)]
      for (const owner of owners) {
        const trace = await store.read(owner, (scoped) => findTrace(scoped, incident))
        if (!trace) continue
        const steps = trace.steps.map(
          ({ step, outcome, detail }) => `  ${step.padEnd(10)} ${outcome} ${detail ?? ''}`,
        )
        const lines = [
          `${trace.at} ${trace.outcome} ${trace.code ?? ''}`,
          ...steps,
          trace.cause ?? '',
          trace.remedy ?? '',
        ]
        return print(options.json, { providerId: owner, ...trace }, lines.join('\n').trimEnd())
      }
      throw new Refused(`There is no trace ${incident}; traces are kept for 30 days.`)
    })
  },
}
