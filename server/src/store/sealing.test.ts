import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Secret } from '../settings.ts'
import { sealingWith } from './sealing.ts'

const key = () => new Secret(randomBytes(32))
const other = (letter: string) => (letter === 'A' ? 'B' : 'A')

test('what is sealed opens again, and never looks the same twice', () => {
  const sealing = sealingWith([key()])
  const [one, two] = [sealing.seal('client-secret', 'hunter2 ü'), sealing.seal('client-secret', 'hunter2 ü')]
  expect(one).not.toBe(two)
  expect(one).not.toContain('hunter2')
  expect([sealing.open('client-secret', one), sealing.open('client-secret', two)]).toEqual([
    'hunter2 ü',
    'hunter2 ü',
  ])
})

test('a value sealed for one purpose opens at no other door', () => {
  const sealing = sealingWith([key()])
  expect(sealing.open('id-token', sealing.seal('attempt', '{}'))).toBeUndefined()
})

test('a new key in front seals, the old one behind it still opens', () => {
  const [old, fresh] = [key(), key()]
  const before = sealingWith([old]).seal('id-token', 'x')
  const rotated = sealingWith([fresh, old])
  expect(rotated.open('id-token', before)).toBe('x')
  expect(sealingWith([old]).open('id-token', rotated.seal('id-token', 'y'))).toBeUndefined()
})

test('changed, cut or foreign text opens to nothing and throws nothing', () => {
  const sealing = sealingWith([key()])
  const sealed = sealing.seal('attempt', 'secret text')
  const changed = [...sealed].map((letter, at) => sealed.slice(0, at) + other(letter) + sealed.slice(at + 1))
  for (const text of [...changed, sealed.slice(0, 40), `${sealed}.x`, '', 'v1', 'v1..', 'v2.a.b'])
    expect([text, sealing.open('attempt', text)]).toEqual([text, undefined])
})
