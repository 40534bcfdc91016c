import type { SessionView } from '@koopid/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { api } from '../../api/client.ts'
import { sessionQuery } from '../../api/queries.ts'
import { deskSettingsQuery } from '../cache/queries.ts'
import { gainOf, preferences } from '../settings/preferences.ts'
import { createChime } from './chime.ts'
import { type SoundState, soundState, soundWanted } from './sound-state.ts'

export type AlertSound = {
  state: SoundState
  wanted: boolean
  /** All three count on being called within a gesture. */
  enable: (volume?: number) => void
  test: () => void
  setMuted: (muted: boolean) => void
  /** Once, or over and over; the answer stops it. Silent unless the state is `on`. */
  play: (times: number) => () => void
  error: unknown
  dismissError: () => void
}

export function useAlertSound(session: SessionView): AlertSound {
  const [chime] = useState(() => createChime())
  const audio = useSyncExternalStore(chime.subscribe, chime.state)
  const byProvider = useQuery(deskSettingsQuery).data?.alertSound ?? false
  const wanted = soundWanted(session, byProvider)
  useEffect(() => {
    if (wanted) chime.open()
  }, [wanted, chime])

  // Any click lets the browser play; nobody should have to find the right one after a reload.
  useEffect(() => {
    if (!wanted) return
    const unlock = () => void chime.resume()
    document.addEventListener('click', unlock)
    return () => document.removeEventListener('click', unlock)
  }, [wanted, chime])

  const save = useSavedPreference()
  const play = useCallback(
    (times: number, volume?: number) => {
      const { tone } = preferences()
      return chime.play({ tone, times, volume: volume ?? gainOf(preferences()) })
    },
    [chime],
  )
  const enable = useCallback(
    (volume?: number) => void chime.resume().then(() => play(1, volume)),
    [chime, play],
  )
  const test = useCallback(() => enable(), [enable])
  const setMuted = (muted: boolean) => {
    if (!muted) enable()
    save.mutate(muted ? 'muted' : 'on')
  }
  return {
    state: soundState(wanted, audio),
    wanted,
    enable,
    test,
    setMuted,
    play,
    error: save.error,
    dismissError: save.reset,
  }
}

/** Shown at once, taken back when the server does not keep it. */
function useSavedPreference() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (alertSound: 'on' | 'muted') => api.savePreferences({ alertSound }),
    onMutate: async (alertSound) => {
      await queries.cancelQueries({ queryKey: sessionQuery.queryKey })
      const before = queries.getQueryData(sessionQuery.queryKey)
      if (before) queries.setQueryData(sessionQuery.queryKey, { ...before, preferences: { alertSound } })
      return before
    },
    onError: (_error, _choice, before) => {
      if (before) queries.setQueryData(sessionQuery.queryKey, before)
    },
  })
}
