import { beatEvery, type CustomerFrame, closeCodes, customerFrameSchema } from '@koopid/contract'
import type { WebSocket } from 'ws'
import { connectionOver, frameAllowance, prepare, readFrame } from '../../realtime/connection.ts'
import { latestOfContact } from '../conversations/conversations.store.ts'
import type { DeskDeps } from '../deps.ts'
import { topics } from '../live/topics.ts'
import { sayTyping } from '../live/typing.ts'
import { contactByToken } from './contacts.store.ts'
import { contactIdOf } from './customer.ts'
import { findPlace, tokenHashOf, type WidgetPlace } from './widget-access.ts'

/** Milliseconds in which a socket has to say who it is. */
const helloWithin = 10_000

/** Sockets of customers. The first frame brings the token: an address would end up in logs. */
export function customerSockets(deps: DeskDeps) {
  const { hub, now, onError } = deps

  return {
    async admit(socket: WebSocket, where: { provider: string; tag: string }): Promise<void> {
      const connection = connectionOver(socket, now)
      const mayFrame = frameAllowance(now)
      let customer: string | undefined
      const silence = setTimeout(() => connection.close(closeCodes.forbidden, 'no hello'), helloWithin)
      silence.unref()
      const ready = findPlace(deps, where.provider, where.tag).catch(() => {
        connection.close(closeCodes.forbidden, 'unknown channel')
        return undefined
      })
      const receive = async (frame: CustomerFrame) => {
        const place = await ready
        if (!place) return
        if (frame.type === 'typing') {
          if (customer) await typing(deps, place, customer, frame.data.on)
          return
        }
        if (frame.type !== 'hello' || customer) return
        clearTimeout(silence)
        customer = tokenHashOf(frame.data.token)
        hub.join(topics.contact(place.providerId, contactIdOf(customer)), connection)
        connection.send(prepare('hello', { beatEvery }))
      }
      socket.on('error', () => {})
      socket.on('close', () => {
        clearTimeout(silence)
        hub.forget(connection)
      })
      socket.on('message', (data) => {
        const frame = readFrame(customerFrameSchema, String(data))
        if (!mayFrame()) return connection.close(closeCodes.tooMuch, 'too many frames')
        if (!frame) return connection.close(1008, 'malformed frame')
        receive(frame).catch((error: Error) => {
          onError(error)
          connection.close(closeCodes.forbidden, 'refused')
        })
      })
      await ready
    },
  }
}

async function typing(
  deps: DeskDeps,
  { providerId }: WidgetPlace,
  tokenHash: string,
  on: boolean,
): Promise<void> {
  const found = await deps.store.read(providerId, async (scoped) => {
    const contact = await contactByToken(scoped, tokenHash)
    const latest = contact && (await latestOfContact(scoped, contact.id))
    return latest && { id: latest.id, name: contact.name }
  })
  if (found) await sayTyping(deps, providerId, found.id, { personId: null, name: found.name, on })
}
