import type { ConnectionPage } from '@koopid/contract'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { connectionQuery } from '../../api/queries.ts'
import { common } from '../../phrases/common.ts'
import { sso } from '../../phrases/portal-sso.ts'
import { draftOf, isDirty, savedConnection, valuesOf } from './connection-form.ts'

/** What is typed, what is saved, and the calls in between. */
export function useConnection(page: ConnectionPage) {
  const queries = useQueryClient()
  const [values, setValues] = useState(() => valuesOf(savedConnection(page)))
  const accept = (next: ConnectionPage) => {
    queries.setQueryData(connectionQuery.queryKey, next)
    setValues(valuesOf(savedConnection(next)))
  }
  const call = (ask: () => Promise<ConnectionPage>, message: string) => ({
    mutationFn: ask,
    onSuccess: (next: ConnectionPage) => {
      accept(next)
      notifications.show({ message, closeButtonProps: { 'aria-label': common.dismiss } })
    },
  })
  const save = useMutation(call(() => api.saveDraft(draftOf(values)), sso.actions.saved))
  const discard = useMutation(
    call(() => (page.draft ? api.discardDraft() : Promise.resolve(page)), sso.actions.discarded),
  )
  const activate = useMutation(call(api.activate, sso.actions.activated))
  const deactivate = useMutation(call(api.deactivate, sso.actions.deactivated))
  const test = useMutation({
    mutationFn: async () => {
      if (isDirty(values, savedConnection(page))) accept(await api.saveDraft(draftOf(values)))
      return api.testSignIn()
    },
    onSuccess: ({ url }) => location.assign(url),
  })
  const all = [save, discard, activate, deactivate, test]
  return {
    values,
    change: (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part })),
    save,
    discard,
    activate,
    deactivate,
    test,
    error: all.find((one) => one.isError)?.error,
    dismissError: () => {
      for (const one of all) one.reset()
    },
  }
}

export type Connection = ReturnType<typeof useConnection>
