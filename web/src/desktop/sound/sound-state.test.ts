import { describe, expect, it } from 'vitest'
import { soundState, soundWanted } from './sound-state.ts'

const session = (launch: boolean | null, choice: 'on' | 'muted' | null) => ({
  launch: { alertSound: launch === true, alertSoundOff: launch === false },
  preferences: { alertSound: choice },
})

describe('whether the alert sound is wanted', () => {
  it.each([
    { choice: null, launch: null, provider: false, wanted: false },
    { choice: null, launch: null, provider: true, wanted: true },
    { choice: null, launch: false, provider: true, wanted: false },
    { choice: null, launch: true, provider: false, wanted: true },
    { choice: 'muted', launch: true, provider: true, wanted: false },
    { choice: 'on', launch: false, provider: false, wanted: true },
  ] as const)('chosen: $choice, at launch: $launch, by the provider: $provider → $wanted', (given) => {
    expect(soundWanted(session(given.launch, given.choice), given.provider)).toBe(given.wanted)
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
