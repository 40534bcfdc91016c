import { hash } from 'node:crypto'
import { customerToken } from '@koopid/contract'
import { readProviderId } from '../../directory/providers.ts'
import { AppError } from '../../http/errors.ts'
import { addressKey } from '../../http/limiter.ts'
import type { Request } from '../../http/types.ts'
import type { ProviderId } from '../../store/provider-store.ts'
import type { DeskDeps } from '../deps.ts'
import { type ChannelRow, selectChannelByTag } from '../setup/channels.store.ts'

export type WidgetPlace = { providerId: ProviderId; provider: string; channel: ChannelRow }

/** The active web channel of this provider and entry tag. @throws AppError `widget.channel_unknown` */
export async function findPlace(
  { providers, store }: Pick<DeskDeps, 'providers' | 'store'>,
  provider: string | undefined,
  entryTag: string | undefined,
): Promise<WidgetPlace> {
  const id = readProviderId(provider ?? '')
  const known = id && (await providers.find(id))
  const channel =
    known && entryTag
      ? await store.read(known.id, (scoped) => selectChannelByTag(scoped, entryTag))
      : undefined
  if (!known || channel?.kind !== 'web' || channel.active !== 1)
    throw new AppError('widget.channel_unknown', { facts: { provider, entryTag } })
  return { providerId: known.id, provider: known.name, channel }
}

/** Hash of the token that the customer's browser made. @throws AppError `widget.token_malformed` */
export function tokenHashOf(token: string | undefined): string {
  if (token === undefined || !customerToken.test(token)) throw new AppError('widget.token_malformed')
  return hash('sha256', token, 'base64url')
}

export const bearerOf = (request: Request): string | undefined =>
  /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]

/** One of so many writes a minute, by this customer and by this address. @throws AppError `request.too_many` */
export function takeAllowance({ limits }: DeskDeps, request: Request, customer: string): void {
  const within =
    limits.address.take(addressKey(request.ip)) === 'within' && limits.customer.take(customer) === 'within'
  if (!within) throw new AppError('request.too_many', { facts: { ip: request.ip } })
}
