import type { Delivery } from '@koopid/contract'
import { expect, it } from 'vitest'
import { deliveryState } from './deliveries.tsx'

const delivery = (change: Partial<Delivery>): Delivery => ({
  id: 1,
  type: 'message.created',
  conversationId: 'c',
  createdAt: '2026-01-01T00:00:00Z',
  attempts: 0,
  deliveredAt: null,
  nextAt: '2026-01-01T00:00:01Z',
  lastError: null,
  ...change,
})

it.each([
  [{}, 'Waiting'],
  [{ attempts: 2, lastError: 'The receiver answered 503' }, 'Failed, tried again'],
  [{ attempts: 1, nextAt: null, deliveredAt: '2026-01-01T00:00:02Z' }, 'Delivered'],
  [{ attempts: 2, nextAt: null, lastError: 'The channel has no webhook address' }, 'Not sent: no address'],
])('a delivery says how it stands: %o', (change, words) => {
  expect(deliveryState(delivery(change))[1]).toBe(words)
})
