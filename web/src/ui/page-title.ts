import { useEffect } from 'react'

/** `Users · Acme · Koopid AI`; what is not known yet is left out. */
export function usePageTitle(...parts: Array<string | undefined>) {
  const title = parts.filter(Boolean).join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}
