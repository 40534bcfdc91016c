export type AudioState = 'idle' | 'starting' | 'running' | 'suspended' | 'unsupported'

export type Chime = {
  state: () => AudioState
  subscribe: (listener: () => void) => () => void
  /** Prepares for sound; without a gesture the browser may leave it suspended. */
  open: () => void
  /** To be called within a gesture. */
  resume: () => Promise<void>
  /** Schedules it whole: timers would be late in a tab that nobody sees. The answer stops it. */
  play: (sound?: Sound) => () => void
}

export const toneNames = ['chime', 'bell', 'marimba'] as const
export type ToneName = (typeof toneNames)[number]
export type Sound = { tone?: ToneName; volume?: number; times?: number }

/** Frequency, start and length in seconds of each note. */
const tones: Record<ToneName, Array<[number, number, number]>> = {
  chime: [
    [659.25, 0, 0.4],
    [987.77, 0.14, 0.4],
  ],
  bell: [
    [880, 0, 1.1],
    [1760, 0, 0.7],
    [2637, 0, 0.4],
  ],
  marimba: [
    [523.25, 0, 0.25],
    [659.25, 0.12, 0.25],
    [783.99, 0.24, 0.3],
  ],
}
/** Seconds from one repetition to the next, and between any two sounds. */
export const ringEvery = 5
const apart = 1.5
export const usualVolume = 0.22

// A context that may play needs a moment to say so; until then it looks blocked.
const settleTime = 400

/** A short two-tone chime, synthesised: no file to load, nothing to cache. */
export function createChime(Context: typeof AudioContext | undefined = globalThis.AudioContext): Chime {
  let context: AudioContext | undefined
  let settled = false
  let playedAt = Number.NEGATIVE_INFINITY
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  const open = () => {
    if (context || !Context) return
    context = new Context()
    context.addEventListener('statechange', tell)
    setTimeout(() => {
      settled = true
      tell()
    }, settleTime)
    tell()
  }

  return {
    open,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => {
      if (!Context) return 'unsupported'
      if (!context) return 'idle'
      if (context.state === 'running') return 'running'
      return settled ? 'suspended' : 'starting'
    },
    resume: async () => {
      open()
      await context?.resume()
    },
    play: ({ tone = 'chime', volume = usualVolume, times = 1 } = {}) => {
      if (context?.state !== 'running') return () => {}
      const now = context.currentTime
      const tooSoon = now < playedAt + apart
      // One more in a burst is not worth a sound; a ring only starts later.
      if (tooSoon && times === 1) return () => {}
      const start = tooSoon ? playedAt + apart : now
      playedAt = start
      const notes = Array.from({ length: times }, (_, time) =>
        tones[tone].map(([frequency, delay, length]) =>
          strike(context!, frequency, start + time * ringEvery + delay, length, volume),
        ),
      ).flat()
      return () => {
        for (const note of notes) note.stop()
      }
    },
  }
}

function strike(context: AudioContext, frequency: number, start: number, length: number, volume: number) {
  const tone = context.createOscillator()
  const gain = context.createGain()
  tone.type = 'sine'
  tone.frequency.value = frequency
  gain.gain.setValueAtTime(0.0001, start)
  gain.gain.exponentialRampToValueAtTime(volume, start + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.0001, start + length - 0.02)
  tone.connect(gain).connect(context.destination)
  tone.start(start)
  tone.stop(start + length)
  return tone
}
