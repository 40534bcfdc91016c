import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

/** A search field that tells the address only once typing pauses. */
export function useTypedSearch(current: string | undefined, commit: (search: string | undefined) => void) {
  const [text, setText] = useState(current ?? '')
  const tell = useDebouncedCallback((value: string) => commit(value.trim() || undefined), 350)
  return {
    text,
    type: (value: string) => {
      setText(value)
      tell(value)
    },
    clear: () => setText(''),
  }
}
