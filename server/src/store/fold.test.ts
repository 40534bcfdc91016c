import { expect, it } from 'vitest'
import { fold } from './fold.ts'

it.each([
  ['Ärger', 'ÄRGER'],
  ['A\u0308rger', 'ärger'],
  ['Straße', 'STRASSE'],
  ['ΟΔΥΣΣΕΥΣ', 'Οδυσσεύς'.replace('ύ', 'υ')],
  ['ПРИВЕТ', 'привет'],
  ['İstanbul', 'istanbul'],
  ['ＡＢＣ', 'abc'],
  ['ﬁne', 'FINE'],
])('%s is found as %s', (one, other) => {
  expect(fold(one)).toBe(fold(other))
})

it('a final sigma is found in the middle of a longer word', () => {
  expect(fold('ΟΔΟΣΙ')).toContain(fold('οδος'))
})

it('letters with and without a mark stay two', () => {
  expect(fold('Ärger')).not.toBe(fold('Arger'))
})
