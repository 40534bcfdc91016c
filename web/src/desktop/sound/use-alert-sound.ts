import type { SessionView } from '@koopid/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { api } from '../../api/client.ts'
import { sessionQuery } from '../../api/queries.ts'
import { createChime } from './chime.ts'
import { type SoundState, soundState, soundWanted } from './sound-state.ts'

export type AlertSound = {
  state: SoundState
  wanted: boolean
  /** All three count on being called within a gesture. */
  enable: (volume?: number) => void
  test: () => void
  setMuted: (muted: boolean) => void
  error: unknown
  dismissError: () => void
}

export function useAlertSound(session: SessionView): AlertSound {
  const [chime] = useState(() => createChime())
  const audio = useSyncExternalStore(chime.subscribe, chime.state)
  const wanted = soundWanted(session)
  useEffect(() => {
    if (wanted) chime.open()
  }, [wanted, chime])

  const save = useSavedPreference()
  const test = useCallback(() => void chime.resume().then(() => chime.play()), [chime])
  const enable = useCallback((volume?: number) => void chime.resume().then(() => chime.play(volume)), [chime])
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
