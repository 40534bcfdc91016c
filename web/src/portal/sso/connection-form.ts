import type { ConnectionDraft, ConnectionPage, ConnectionView } from '@koopid/contract'

export type ConnectionValues = {
  oktaDomain: string
  clientId: string
  /** Typed now; empty leaves what is saved. */
  secret: string
  removeSecret: boolean
  emailFormats: string[]
}

export const savedConnection = (page: ConnectionPage): ConnectionView | null => page.draft ?? page.live

export function valuesOf(saved: ConnectionView | null): ConnectionValues {
  return {
    oktaDomain: saved?.oktaDomain ?? '',
    clientId: saved?.clientId ?? '',
    secret: '',
    removeSecret: false,
    emailFormats: saved && saved.emailFormats.length > 0 ? saved.emailFormats : [''],
  }
}

const filled = (formats: string[]) => formats.map((one) => one.trim()).filter(Boolean)

export function draftOf(values: ConnectionValues): ConnectionDraft {
  const draft: ConnectionDraft = {
    oktaDomain: values.oktaDomain.trim(),
    clientId: values.clientId.trim(),
    emailFormats: filled(values.emailFormats),
  }
  if (values.removeSecret) draft.clientSecret = null
  else if (values.secret) draft.clientSecret = values.secret
  return draft
}

export function isComplete(values: ConnectionValues): boolean {
  const draft = draftOf(values)
  return Boolean(draft.oktaDomain && draft.clientId && draft.emailFormats.length > 0)
}

export function isDirty(values: ConnectionValues, saved: ConnectionView | null): boolean {
  const { clientSecret, ...typed } = draftOf(values)
  const { clientSecret: _, ...before } = draftOf(valuesOf(saved))
  return clientSecret !== undefined || JSON.stringify(typed) !== JSON.stringify(before)
}
