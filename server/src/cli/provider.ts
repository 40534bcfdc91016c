import type { Plan } from '@koopid/contract'
import { plans } from '@koopid/contract'
import { isSubdomain, readProviderId } from '../directory/providers.ts'
import {
  type Command,
  print,
  providerNamed,
  Refused,
  readOptions,
  required,
  UsageError,
  withServices,
} from './command.ts'

const readPlan = (text: string): Plan => {
  const plan = plans.find((candidate) => candidate === text)
  if (!plan) throw new UsageError(`--plan must be one of ${plans.join(', ')}, not "${text}".`)
  return plan
}

const readSubdomain = (text: string): string => {
  if (!isSubdomain(text))
    throw new UsageError(`--subdomain must look like app or us-east.app, not "${text}".`)
  return text
}

export const createProvider: Command = {
  summary: 'Creates a provider. Plans: starter, business, enterprise.',
  usage: '--id 718 --name Acme --plan business --subdomain app [--json]',
  async run(args, settings) {
    const options = readOptions(args, {
      id: { type: 'string' },
      name: { type: 'string' },
      plan: { type: 'string' },
      subdomain: { type: 'string' },
      json: { type: 'boolean' },
    })
    const id = readProviderId(required(options.id, 'id'))
    if (!id) throw new UsageError('--id must be a number from 1 to 999999999.')
    const name = required(options.name, 'name').trim().slice(0, 120)
    const plan = readPlan(required(options.plan, 'plan'))
    const subdomain = readSubdomain(required(options.subdomain, 'subdomain'))
    await withServices(settings(), async ({ providers, signIn, openDesk }) => {
      const created = await providers.create({ id, name, plan, subdomain })
      // Also for one that was there: its making may have been cut off before this.
      await openDesk(id)
      if (!created) throw new Refused(`Provider ${id} exists already.`)
      const origin = signIn.origins.origin(subdomain)
      print(
        options.json,
        { id, name, plan, subdomain, origin },
        `Provider ${id} "${name}" (${plan}) is at ${origin}.`,
      )
    })
  },
}

export const listProviders: Command = {
  summary: 'Lists the providers.',
  usage: '[--json]',
  async run(args, settings) {
    const options = readOptions(args, { json: { type: 'boolean' } })
    await withServices(settings(), async ({ providers }) => {
      const known = await providers.all()
      const all = known.map(({ id, name, plan, subdomain }) => ({ id, name, plan, subdomain }))
      const lines = all.map(({ id, name, plan, subdomain }) => `${id}\t${name}\t${plan}\t${subdomain}`)
      print(options.json, all, lines.join('\n') || 'There is no provider yet.')
    })
  },
}

export const setProvider: Command = {
  summary: 'Changes name, plan or subdomain of a provider.',
  usage: '--provider 718 [--name …] [--plan …] [--subdomain …]',
  async run(args, settings) {
    const options = readOptions(args, {
      provider: { type: 'string' },
      name: { type: 'string' },
      plan: { type: 'string' },
      subdomain: { type: 'string' },
    })
    const change = {
      ...(options.name && { name: options.name.trim().slice(0, 120) }),
      ...(options.plan && { plan: readPlan(options.plan) }),
      ...(options.subdomain && { subdomain: readSubdomain(options.subdomain) }),
    }
    if (Object.keys(change).length === 0)
      throw new UsageError('Nothing to change: give --name, --plan or --subdomain.')
    await withServices(settings(), async (services) => {
      const provider = await providerNamed(services, required(options.provider, 'provider'))
      await services.providers.change(provider.id, change)
      console.log(`Provider ${provider.id} is changed.`)
    })
  },
}
