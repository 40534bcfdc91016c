import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { api } from './client.ts'
import { noteServerTime, serverNow } from './server-clock.ts'

const here = Date.parse('2026-01-01T12:00:00Z')
const minute = 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: here })
  noteServerTime(new Date(here).toUTCString(), here)
})
afterEach(() => vi.useRealTimers())

const answersAt = (at: number) =>
  vi.stubGlobal('fetch', async () => Response.json({}, { headers: { date: new Date(at).toUTCString() } }))

it('is taken from the answers of the server, to the second', async () => {
  answersAt(here + 7 * minute)
  await api.brand()
  expect(Math.abs(serverNow() - (here + 7 * minute))).toBeLessThan(1000)
})

it('is not moved by an answer that took long, as one does over a sleep of the laptop', () => {
  noteServerTime(new Date(here).toUTCString(), here, here + 10 * minute)
  expect(Math.abs(serverNow() - here)).toBeLessThan(1000)
})

it('is this browser’s where the server says nothing, or nothing that can be read', () => {
  for (const date of [null, '', 'soon']) noteServerTime(date, here)
  expect(Math.abs(serverNow() - here)).toBeLessThan(1000)
})

it('does not jump about for less than a second', () => {
  const before = serverNow()
  noteServerTime(new Date(here + 1000).toUTCString(), here)
  expect(serverNow()).toBe(before)
})
