import { expect, test } from 'vitest'
import type { Reply, Request } from '../http/types.ts'
import { cookiesFor } from './cookies.ts'

const from = (cookie: string | undefined) => ({ headers: { cookie } }) as Request
const written = (publicUrl: string) => {
  const lines: string[] = []
  const reply = { header: (_name: string, value: string) => lines.push(value) } as unknown as Reply
  const cookies = cookiesFor(new URL(publicUrl))
  cookies.set(reply, 'x', 'v', 60)
  cookies.clear(reply, 'x')
  return lines
}

test('on https a cookie is host-only in name and in fact', () => {
  expect(written('https://koopid.ai')).toEqual([
    '__Host-x=v; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    '__Host-x=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
  ])
})

test('on a loopback http origin the same without what browsers refuse there', () => {
  expect(written('http://localhost:3000')[0]).toBe('x=v; Max-Age=60; Path=/; HttpOnly; SameSite=Lax')
})

test('a cookie is read once and by its exact name', () => {
  const cookies = cookiesFor(new URL('https://koopid.ai'))
  expect(cookies.read(from('a=1; __Host-x=v; b=2'), 'x')).toBe('v')
  for (const header of [
    undefined,
    '',
    'x=v',
    '__host-x=v',
    '__Host-x=v; __Host-x=w',
    '\u00e2\u0080\u0080__Host-x=v',
    '__Host-x',
  ])
    expect(cookies.read(from(header), 'x')).toBeUndefined()
})
