import type { OwnSessions, PasswordChange, Profile, ProfileChange } from '@koopid/contract'
import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

const base = '/api/v1/profile'

/** What a person sees and changes of their own account. */
export const profile = {
  sessions: (signal?: AbortSignal) => request<OwnSessions>('GET', `${base}/sessions`, { signal }),
  endSession: (id: string) => request<OwnSessions>('DELETE', `${base}/sessions/${encodeURIComponent(id)}`),
  endOthers: () => request<OwnSessions>('POST', `${base}/sessions/end-others`),
  change: (body: ProfileChange) => request<Profile>('PATCH', base, { body }),
  setPicture: (body: Blob) => request<Profile>('PUT', `${base}/picture`, { body }),
  removePicture: () => request<Profile>('DELETE', `${base}/picture`),
  changePassword: (body: PasswordChange) => request<void>('PUT', `${base}/password`, { body }),
}

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: ({ signal }) => profile.sessions(signal),
  // Seen afresh each time the settings are opened.
  staleTime: 0,
})
