import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The open conversation, which is in the address. */
export function useAddress() {
  const navigate = useNavigate()
  const openId = useRouterState({
    select: ({ location }) => {
      const [, id] = /^\/agent\/c\/([^/]+)/.exec(location.pathname) ?? []
      return id && decodeURIComponent(id)
    },
  })
  const open = useCallback(
    (id: string | undefined) =>
      void navigate(id ? { to: '/agent/c/$conversation', params: { conversation: id } } : { to: '/agent/' }),
    [navigate],
  )
  return { openId, open }
}
