import { type Channel, type ChannelDraft, channelDraftSchema } from '@koopid/contract'
import { AppError } from '../http/errors.ts'
import type { Services } from '../services.ts'
import type { ProviderId } from '../store/provider-store.ts'
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

export const createChannel: Command = {
  summary: 'Creates a web chat that the pages of these hosts may embed.',
  usage:
    '--provider 718 --name "Web chat" --entry-tag welcome --allow-domain shop.acme.com [--allow-domain …] [--team support] [--greeting …] [--json]',
  async run(args, settings) {
    const options = readOptions(args, {
      provider: { type: 'string' },
      name: { type: 'string' },
      'entry-tag': { type: 'string' },
      'allow-domain': { type: 'string', multiple: true },
      team: { type: 'string', default: 'support' },
      greeting: { type: 'string', default: 'Hello! How can we help?' },
      json: { type: 'boolean' },
    })
    const id = required(options.provider, 'provider')
    const allowedDomains = options['allow-domain'] ?? []
    if (allowedDomains.length === 0)
      throw new UsageError('--allow-domain is required, such as --allow-domain shop.acme.com.')
    const draft = readDraft({
      kind: 'web',
      name: required(options.name, 'name'),
      team: options.team,
      active: true,
      entryTag: required(options['entry-tag'], 'entry-tag'),
      allowedDomains,
      greet: 'guest',
      greeting: options.greeting,
      offlineMessage: 'Nobody is here right now. Leave a message and we will get back to you.',
      colour: '#0c7a72',
      webhookUrl: null,
    })
    await withServices(settings(), async (services) => {
      const provider = await providerNamed(services, id)
      const channel = await create(services, provider.id, draft)
      print(options.json, channel, `Channel "${channel.name}" has the entry tag ${channel.entryTag}.`)
    })
  },
}

export const listChannels: Command = {
  summary: 'Lists the channels of a provider.',
  usage: '--provider 718 [--json]',
  async run(args, settings) {
    const options = readOptions(args, { provider: { type: 'string' }, json: { type: 'boolean' } })
    await withServices(settings(), async (services) => {
      const provider = await providerNamed(services, required(options.provider, 'provider'))
      const channels = await services.channels.list(provider.id)
      const lines = channels.map(({ id, kind, name, entryTag, team, active }) =>
        [id, kind, name, entryTag ?? '-', team, active ? 'active' : 'inactive'].join('\t'),
      )
      print(options.json, channels, lines.join('\n') || `Provider ${provider.id} has no channel yet.`)
    })
  },
}

const optionOf: Record<string, string> = { entryTag: 'entry-tag', allowedDomains: 'allow-domain' }

/** @throws UsageError naming the option */
function readDraft(draft: ChannelDraft): ChannelDraft {
  const read = channelDraftSchema.safeParse(draft)
  if (read.success) return read.data
  const { path, message } = read.error.issues[0]!
  const field = String(path[0])
  throw new UsageError(`--${optionOf[field] ?? field} cannot be used: ${message}.`)
}

async function create({ channels }: Services, id: ProviderId, draft: ChannelDraft): Promise<Channel> {
  try {
    return await channels.create(id, draft)
  } catch (error) {
    if (error instanceof AppError && error.code === 'channel.entry_tag_taken')
      throw new Refused(`A channel with the entry tag ${draft.entryTag} exists already at provider ${id}.`)
    if (error instanceof AppError && error.fields?.[0]?.field === 'team')
      throw new Refused(`There is no team ${draft.team} at provider ${id}.`)
    throw error
  }
}
