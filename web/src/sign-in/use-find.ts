import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../api/client.ts'
import { rememberedProvider } from './remembered.ts'

/** Which provider: named in the address, remembered by this browser, or asked for. */
export function useFind(named: string | undefined) {
  const [remembered] = useState(rememberedProvider)
  const preset = named ?? (remembered && String(remembered.id))
  const [asking, setAsking] = useState(preset === undefined)
  const [query, setQuery] = useState(named ?? '')
  const find = useMutation({ mutationFn: (text: string) => api.findProvider(text) })
  const { mutate, reset } = find
  useEffect(() => {
    if (preset) mutate(preset)
  }, [preset, mutate])

  const found = find.data?.providers ?? []
  return {
    query,
    found,
    remembered: !asking && !named ? remembered : undefined,
    starting: !asking && (find.isIdle || find.isPending),
    searching: find.isPending,
    error: find.error,
    /** A remembered provider that is gone is no mistake of the person's. */
    nothing: find.isSuccess && found.length === 0 && (asking || named !== undefined),
    search: (text: string) => {
      setAsking(true)
      setQuery(text)
      mutate(text)
    },
    askAgain: () => {
      setAsking(true)
      reset()
    },
  }
}
