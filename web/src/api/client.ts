import type {
  AgentStatus,
  AgentStatusView,
  Brand,
  ConnectionChecks,
  ConnectionDraft,
  ConnectionPage,
  FoundProvider,
  Landing,
  PeoplePage,
  PersonChange,
  PersonView,
  Preferences,
  SessionView,
  Trace,
  TracesPage,
  TriedEmailFormats,
} from '@koopid/contract'
import { queryOf, request } from './request.ts'
import { noteSession } from './session-end.ts'

type Signal = AbortSignal | undefined
export type PeopleFilter = { search?: string | undefined; state?: string | undefined }
export type TracesFilter = {
  outcome?: string | undefined
  code?: string | undefined
  search?: string | undefined
}

/** Every call the web app makes, by what it is for. */
export const api = {
  brand: (signal?: Signal) => request<Brand>('GET', '/api/v1/brand', { signal }),
  findProvider: (query: string) =>
    request<{ providers: FoundProvider[] }>('POST', '/api/v1/sign-in/find', { body: { query } }),
  signInWithPassword: (body: { providerId: number; email: string; password: string }) =>
    request<Landing>('POST', '/api/v1/sign-in/password', { body }),
  signOut: () => request<{ redirect: string }>('POST', '/sso/logout'),

  session: async (signal?: Signal) => {
    const session = await request<SessionView>('GET', '/api/v1/session', { signal })
    noteSession()
    return session
  },
  savePreferences: (body: Preferences) => request<Preferences>('PUT', '/api/v1/preferences', { body }),
  agentStatus: (signal?: Signal) => request<AgentStatusView>('GET', '/api/v1/agent/status', { signal }),
  setAgentStatus: (status: AgentStatus) =>
    request<AgentStatusView>('PUT', '/api/v1/agent/status', { body: { status } }),

  connection: (signal?: Signal) => request<ConnectionPage>('GET', '/api/v1/connection', { signal }),
  saveDraft: (body: ConnectionDraft) => request<ConnectionPage>('PUT', '/api/v1/connection/draft', { body }),
  discardDraft: () => request<ConnectionPage>('DELETE', '/api/v1/connection/draft'),
  activate: () => request<ConnectionPage>('POST', '/api/v1/connection/activate'),
  deactivate: () => request<ConnectionPage>('POST', '/api/v1/connection/deactivate'),
  testSignIn: () => request<{ url: string }>('POST', '/api/v1/connection/test-sign-in'),
  checkConnection: (body: { oktaDomain: string; clientId?: string }, signal?: Signal) =>
    request<ConnectionChecks>('POST', '/api/v1/connection/check', { body, signal }),
  tryEmailFormats: (body: { emailFormats: string[]; email: string }, signal?: Signal) =>
    request<TriedEmailFormats>('POST', '/api/v1/connection/email-formats/try', { body, signal }),

  people: (filter: PeopleFilter, after: string | undefined, signal?: Signal) =>
    request<PeoplePage>('GET', `/api/v1/people${queryOf({ ...filter, after })}`, { signal }),
  changePerson: (id: string, body: PersonChange) =>
    request<PersonView>('PATCH', `/api/v1/people/${encodeURIComponent(id)}`, { body }),

  traces: (filter: TracesFilter, before: string | undefined, signal?: Signal) =>
    request<TracesPage>('GET', `/api/v1/traces${queryOf({ ...filter, before })}`, { signal }),
  trace: (incident: string, signal?: Signal) =>
    request<Trace>('GET', `/api/v1/traces/${encodeURIComponent(incident)}`, { signal }),
}
