import type { SessionView } from '@koopid/contract'
import type { AudioState } from './chime.ts'

export type SoundState = 'on' | 'muted' | 'blocked' | 'checking' | 'unsupported'

/** The person's own choice, or else the launch parameter, or else what the provider has set for everybody. */
export const soundWanted = (
  { preferences, launch }: Pick<SessionView, 'preferences' | 'launch'>,
  byProvider: boolean,
): boolean =>
  preferences.alertSound === null
    ? launch.alertSound || (byProvider && !launch.alertSoundOff)
    : preferences.alertSound === 'on'

/** What the chip says: never "on" while nothing could be heard. */
export function soundState(wanted: boolean, audio: AudioState): SoundState {
  if (audio === 'unsupported') return 'unsupported'
  if (!wanted) return 'muted'
  if (audio === 'running') return 'on'
  return audio === 'suspended' ? 'blocked' : 'checking'
}
