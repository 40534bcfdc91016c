import { describe, expect, it } from 'vitest'
import { untilOffer } from './silence.ts'

const minute = 60_000
const away = 1_000_000_000
const at = (part: object, now: number) =>
  untilOffer({ awaySince: away, held: 2, lastActive: away - 10 * minute, ...part }, now)

describe('the offer to put conversations back', () => {
  it('comes when the agent has been away and silent for fifteen minutes', () => {
    expect(at({}, away)).toBe(15 * minute)
    expect(at({}, away + 15 * minute - 1)).toBe(1)
    expect(at({}, away + 15 * minute)).toBe(0)
  })

  it('is there at once after a sleep that was longer', () => {
    expect(at({}, away + 9 * 60 * minute)).toBe(0)
  })

  it('waits fifteen minutes more for somebody who has moved since', () => {
    expect(at({ lastActive: away + 14 * minute }, away + 15 * minute)).toBe(14 * minute)
  })

  it('does not come to who holds nothing, is not away, or is away for another reason', () => {
    expect(at({ held: 0 }, away + 60 * minute)).toBeUndefined()
    expect(at({ awaySince: undefined }, away + 60 * minute)).toBeUndefined()
  })

  it('comes where the browser keeps nothing, too', () => {
    expect(at({ lastActive: undefined }, away + 15 * minute)).toBe(0)
  })
})
