import { describe, expect, it } from 'vitest'
import { soundState, soundWanted } from './sound-state.ts'

const session = (launch: boolean, choice: 'on' | 'muted' | null) => ({
  launch: { alertSound: launch },
  preferences: { alertSound: choice },
})

describe('whether the alert sound is wanted', () => {
  it('follows the launch parameter while the person has not chosen', () => {
    expect(soundWanted(session(true, null))).toBe(true)
    expect(soundWanted(session(false, null))).toBe(false)
  })

  it("follows the person's own choice against the launch parameter", () => {
    expect(soundWanted(session(true, 'muted'))).toBe(false)
    expect(soundWanted(session(false, 'on'))).toBe(true)
  })
})

describe('what the sound chip says', () => {
  it.each([
    [true, 'running', 'on'],
    [true, 'suspended', 'blocked'],
    [true, 'starting', 'checking'],
    [true, 'idle', 'checking'],
    [true, 'unsupported', 'unsupported'],
    [false, 'running', 'muted'],
    [false, 'suspended', 'muted'],
    [false, 'unsupported', 'unsupported'],
  ] as const)('wanted: %s, audio: %s → %s', (wanted, audio, state) => {
    expect(soundState(wanted, audio)).toBe(state)
  })
})
