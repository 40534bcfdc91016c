import { useMutation } from '@tanstack/react-query'
import { api } from './client.ts'

/** Ends the session here, then follows to where Okta's ends. */
export const useSignOut = () =>
  useMutation({
    mutationFn: () => api.signOut(),
    onSuccess: ({ redirect }) => location.assign(redirect),
  })
