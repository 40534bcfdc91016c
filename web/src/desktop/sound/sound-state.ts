import type { SessionView } from '@koopid/contract'
import type { AudioState } from './chime.ts'

export type SoundState = 'on' | 'muted' | 'blocked' | 'checking' | 'unsupported'

/** The person's own choice wins over the launch parameter. */
export const soundWanted = ({ preferences, launch }: Pick<SessionView, 'preferences' | 'launch'>): boolean =>
  preferences.alertSound === null ? launch.alertSound : preferences.alertSound === 'on'

/** What the chip says: never "on" while nothing could be heard. */
export function soundState(wanted: boolean, audio: AudioState): SoundState {
  if (audio === 'unsupported') return 'unsupported'
  if (!wanted) return 'muted'
  if (audio === 'running') return 'on'
  return audio === 'suspended' ? 'blocked' : 'checking'
}
