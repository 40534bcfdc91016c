import { useMutation } from '@tanstack/react-query'
import { api } from './client.ts'
import { noteSigningOut } from './session-end.ts'

/** Ends the session here, then follows to where Okta's ends. */
export const useSignOut = () =>
  useMutation({
    mutationFn: () => api.signOut(),
    onMutate: () => noteSigningOut(true),
    onError: () => noteSigningOut(false),
    onSuccess: ({ redirect }) => location.assign(redirect),
  })
