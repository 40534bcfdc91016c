import { describe, expect, it } from 'vitest'
import { secondsLeft, stageOf, untilChange } from './last-minutes.ts'

const minute = 60_000

describe('the end of a session', () => {
  it.each([
    [12 * 60 * minute, 'far'],
    [5 * minute + 1, 'far'],
    [5 * minute, 'near'],
    [minute + 1, 'near'],
    [minute, 'last'],
    [1, 'last'],
    // After a sleep that was longer than what was left.
    [-3 * 60 * minute, 'last'],
  ])('%i ms before it is %s', (left, stage) => {
    expect(stageOf(left)).toBe(stage)
  })

  it('is looked at again when what is shown changes', () => {
    expect(untilChange(12 * 60 * minute)).toBe(12 * 60 * minute - 5 * minute)
    expect(untilChange(5 * minute)).toBe(4 * minute)
    expect(untilChange(minute)).toBe(1000)
    expect(untilChange(41_300)).toBe(300)
    expect(untilChange(0)).toBe(Number.POSITIVE_INFINITY)
  })

  it('every look is followed by another one until the end, each in another second', () => {
    const shown: number[] = []
    for (let left = minute; left > 0; left -= untilChange(left)) shown.push(secondsLeft(left))
    expect(shown).toEqual(Array.from({ length: 60 }, (_, at) => 60 - at))
  })

  it('is counted down to nought and not below', () => {
    expect([41_300, 1, 0, -5000].map(secondsLeft)).toEqual([42, 1, 0, 0])
  })
})
