import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { desk } from './desk.ts'

const keys: Array<string | null> = []
const answers: Array<() => Promise<Response>> = []

beforeEach(() => {
  vi.useFakeTimers()
  keys.length = 0
  answers.length = 0
  vi.stubGlobal('fetch', (_path: string, { headers }: RequestInit) => {
    keys.push(new Headers(headers).get('idempotency-key'))
    return answers.shift()!()
  })
})
afterEach(() => vi.useRealTimers())

const lost = () => Promise.reject(new TypeError('failed to fetch'))
const answer = (status: number) => async () => Response.json({}, { status })

describe('a change of a conversation', () => {
  it('is repeated under the same key when nobody answered', async () => {
    answers.push(lost, answer(503), answer(200))
    const done = desk.close('c1')
    await vi.advanceTimersByTimeAsync(5000)
    await done
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is not repeated when the answer was no', async () => {
    answers.push(answer(409))
    await expect(desk.take('c1')).rejects.toMatchObject({ status: 409 })
    expect(keys).toHaveLength(1)
  })

  it('has a key of its own each time', async () => {
    answers.push(answer(200), answer(200))
    await desk.close('c1')
    await desk.close('c1')
    expect(keys[0]).not.toBe(keys[1])
  })
})
