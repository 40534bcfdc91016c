import { expect, test } from 'vitest'
import { addressKey, limiter } from './limiter.ts'

test('takes are counted per key and window, and what is given back does not count', () => {
  let now = 0
  const limit = limiter(2, 1000, () => now)
  expect([limit.take('a'), limit.take('a'), limit.take('b')]).toEqual(['within', 'within', 'within'])
  limit.giveBack('a')
  expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual(['within', 'first_over', 'over'])
  now = 1000
  expect(limit.take('a')).toBe('within')
})

test('one IPv6 network is one key, however its addresses are written', () => {
  expect(addressKey('2001:db8:1:2::1')).toBe(addressKey('2001:0db8:0001:0002:ffff::9'))
  expect(addressKey('2001:db8:1:3::1')).not.toBe(addressKey('2001:db8:1:2::1'))
  expect(addressKey('::ffff:10.0.0.1')).toBe('10.0.0.1')
})
