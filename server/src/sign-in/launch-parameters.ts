import { readProviderId } from '../directory/providers.ts'
import type { ProviderId } from '../store/provider-store.ts'

/** What the tile says of the alert sound; both `false` when it says nothing. */
export type LaunchParameters = Readonly<{ alertSound: boolean; alertSoundOff: boolean }>

export const nothingSaid: LaunchParameters = { alertSound: false, alertSoundOff: false }

export type ProviderField = {
  providerId: ProviderId | undefined
  launch: LaunchParameters
  /** Parameters without effect, in words, for the trace. */
  notes: string[]
}

/** Parameters of the protocol itself; everything else beside `provider` is a launch parameter or nothing. */
const own = ['provider', 'iss', 'login_hint', 'target_link_uri']

/**
 * The how-to's Provider ID field holds `718` or `718&alertsound=true`. Okta inserts it as it stands, so the launch
 * parameters arrive as parameters of their own; where something encoded the field, they arrive inside its value.
 */
export function readProviderField(value: string, all: readonly (readonly [string, string])[]): ProviderField {
  const [id = '', ...inside] = value.split('&')
  const pairs = [...all.filter(([name]) => !own.includes(name)), ...new URLSearchParams(inside.join('&'))]
  return { providerId: readProviderId(id), ...readLaunch(pairs) }
}

function readLaunch(pairs: readonly (readonly [string, string])[]): {
  launch: LaunchParameters
  notes: string[]
} {
  const notes: string[] = []
  const sounds = pairs.filter(([name]) => name === 'alertsound').map(([, value]) => value)
  for (const name of new Set(pairs.map(([name]) => name)))
    if (name !== 'alertsound') notes.push(`Parameter "${name.slice(0, 60)}" is unknown and has no effect.`)
  if (sounds.length > 1) notes.push('Launch parameter "alertsound" came more than once and has no effect.')
  const sound = sounds.length === 1 ? sounds[0] : undefined
  if (sound !== undefined && sound !== 'true' && sound !== 'false')
    notes.push('Launch parameter "alertsound" is neither true nor false and has no effect.')
  return { launch: { alertSound: sound === 'true', alertSoundOff: sound === 'false' }, notes }
}
