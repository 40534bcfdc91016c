export type AudioState = 'idle' | 'starting' | 'running' | 'suspended' | 'unsupported'

export type Chime = {
  state: () => AudioState
  subscribe: (listener: () => void) => () => void
  /** Prepares for sound; without a gesture the browser may leave it suspended. */
  open: () => void
  /** To be called within a gesture. */
  resume: () => Promise<void>
  play: (volume?: number) => void
}

// A context that may play needs a moment to say so; until then it looks blocked.
const settleTime = 400

/** A short two-tone chime, synthesised: no file to load, nothing to cache. */
export function createChime(Context: typeof AudioContext | undefined = globalThis.AudioContext): Chime {
  let context: AudioContext | undefined
  let settled = false
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
    play: (volume = 0.22) => {
      if (context?.state !== 'running') return
      ring(context, 659.25, 0, volume)
      ring(context, 987.77, 0.14, volume)
    },
  }
}

function ring(context: AudioContext, frequency: number, delay: number, volume: number) {
  const start = context.currentTime + delay
  const tone = context.createOscillator()
  const gain = context.createGain()
  tone.type = 'sine'
  tone.frequency.value = frequency
  gain.gain.setValueAtTime(0.0001, start)
  gain.gain.exponentialRampToValueAtTime(volume, start + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.38)
  tone.connect(gain).connect(context.destination)
  tone.start(start)
  tone.stop(start + 0.4)
}
