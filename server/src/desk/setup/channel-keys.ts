import { hash } from 'node:crypto'
import type { ChannelKey } from '@koopid/contract'
import { randomBytesOf } from '../../random.ts'
import type { Sealing } from '../../store/sealing.ts'
import type { Change } from './change.ts'
import { selectChannel, updateChannel } from './channels.store.ts'
import { found, invalid } from './refusals.ts'

/** As `channels.api_key_hash` holds it: a copy of the table opens no channel. */
export const hashOfApiKey = (apiKey: string): string => hash('sha256', apiKey, 'base64url')

/** Makes API key and webhook secret; those before stop working. Neither can be read again. */
export async function makeChannelKey(
  { store, record }: Change,
  sealing: Sealing,
  id: string,
): Promise<ChannelKey> {
  const channel = found(await selectChannel(store, id))
  if (channel.kind !== 'api') throw invalid('kind', 'Only an API channel has a key.')
  const apiKey = `kpk_${randomBytesOf(32).toString('base64url')}`
  const webhookSecret = `whsec_${randomBytesOf(32).toString('base64')}`
  await updateChannel(store, id, {
    api_key_hash: hashOfApiKey(apiKey),
    webhook_secret: sealing.seal('webhook-secret', webhookSecret),
  })
  await record('channel.key_made', id, { name: channel.name, replaced: channel.api_key_hash !== null })
  return { apiKey, webhookSecret }
}
