import type { Role } from '@koopid/contract'

const everybody: readonly Role[] = ['none', 'supervisor', 'manager', 'designer', 'administrator']
const administrators: readonly Role[] = ['administrator']
const managers: readonly Role[] = ['manager', ...administrators]
const designers: readonly Role[] = ['designer', ...managers]
const supervisors: readonly Role[] = ['supervisor', ...managers]
const staff: readonly Role[] = ['supervisor', ...designers]
const nobody: readonly Role[] = []

/** What one call needs: a role, or the agent flag where agents are served too. */
export type Guarded = { name: string; roles: readonly Role[]; agents: boolean; body?: object }

const route = (name: string, roles: readonly Role[], body?: object): Guarded => ({
  name,
  roles,
  agents: false,
  ...(body && { body }),
})
/** Served to whoever may use the agent desktop as well, whatever their role. */
const andAgents = (guarded: Guarded): Guarded => ({ ...guarded, agents: true })

const channel = {
  kind: 'web',
  name: 'Shop',
  team: 'support',
  active: true,
  entryTag: 'shop',
  allowedDomains: [],
  greet: 'guest',
  greeting: 'Hello',
  offlineMessage: 'Gone',
  colour: '#0c7a72',
  webhookUrl: null,
}
const team = { name: 'Sales', everyone: false, members: [], routing: 'manual', limit: 3, unanswered: 45 }
const reply = { title: 'Greeting', shortcut: 'hi', body: 'Hello', team: null }
const draft = { oktaDomain: 'acme.okta.com', clientId: 'x', emailFormats: ['*@acme.com'] }

/** Every call under /api/v1 that needs a session. */
export const guarded: readonly Guarded[] = [
  route('GET /api/v1/session', everybody),
  route('PUT /api/v1/preferences', everybody, { alertSound: null }),
  route('GET /api/v1/profile/sessions', everybody),
  route('DELETE /api/v1/profile/sessions/{id}', everybody),
  route('POST /api/v1/profile/sessions/end-others', everybody),
  route('PATCH /api/v1/profile', everybody, { name: 'Ada' }),
  // JSON is no picture: 400.
  route('PUT /api/v1/profile/picture', everybody, {}),
  route('DELETE /api/v1/profile/picture', everybody),
  // Refused for the new one: the right answer to a wrong current one is 403 for everybody.
  route('PUT /api/v1/profile/password', everybody, { currentPassword: 'x', newPassword: 'short' }),
  route('GET /api/v1/company', staff),
  route('PATCH /api/v1/company', managers, { phone: '+4930123456' }),
  // JSON is no picture: 400.
  route('PUT /api/v1/company/logo', designers, {}),
  route('DELETE /api/v1/company/logo', designers),
  route('GET /api/v1/people', supervisors),
  route('PATCH /api/v1/people/{id}', managers, {}),
  // Without a picture: 404.
  route('GET /api/v1/people/{id}/picture', everybody),
  route('GET /api/v1/traces', supervisors),
  route('GET /api/v1/traces/{incident}', supervisors),
  route('GET /api/v1/audit', managers),
  route('GET /api/v1/extract/conversations.csv', supervisors),
  route('GET /api/v1/extract/audit.csv', managers),
  route('GET /api/v1/connection', administrators),
  route('PUT /api/v1/connection/draft', administrators, draft),
  route('POST /api/v1/connection/check', administrators, { oktaDomain: '10.0.0.1' }),
  route('POST /api/v1/connection/email-formats/try', administrators, { emailFormats: [], email: '' }),
  route('POST /api/v1/connection/test-sign-in', administrators),
  route('POST /api/v1/connection/activate', administrators),
  route('DELETE /api/v1/connection/draft', administrators),
  route('POST /api/v1/connection/deactivate', administrators),

  andAgents(route('GET /api/v1/agent/status', nobody)),
  andAgents(route('PUT /api/v1/agent/status', nobody, { status: 'available' })),
  andAgents(route('GET /api/v1/agent/open', supervisors)),
  andAgents(route('GET /api/v1/agents', supervisors)),
  route('POST /api/v1/agents/{id}/away', supervisors, { requeue: false }),
  route('POST /api/v1/agents/{id}/sign-out', supervisors),
  route('GET /api/v1/statusboard', supervisors),
  route('GET /api/v1/dashboard', supervisors),
  andAgents(route('GET /api/v1/conversations', supervisors)),
  andAgents(route('GET /api/v1/search', supervisors)),
  ...['', '/messages', '/related', '/suggestions'].map((part) =>
    andAgents(route(`GET /api/v1/conversations/{id}${part}`, supervisors)),
  ),
  andAgents(route('POST /api/v1/conversations/{id}/messages', supervisors, { kind: 'note', body: 'x' })),
  andAgents(route('POST /api/v1/conversations/{id}/take', nobody, {})),
  andAgents(route('POST /api/v1/conversations/{id}/transfer', supervisors, { to: { team: 'x' } })),
  route('POST /api/v1/conversations/{id}/assign', supervisors, { agent: 'x' }),
  ...['close', 'requeue', 'reopen'].map((act) =>
    andAgents(route(`POST /api/v1/conversations/{id}/${act}`, supervisors)),
  ),
  andAgents(route('PUT /api/v1/conversations/{id}/tags', supervisors, { tags: [] })),
  andAgents(route('PUT /api/v1/conversations/{id}/draft', supervisors, { kind: 'agent', body: 'x' })),
  andAgents(route('PUT /api/v1/conversations/{id}/read', nobody, { seq: 1 })),

  andAgents(route('GET /api/v1/desk-settings', staff)),
  route('PUT /api/v1/desk-settings', managers, { disconnectGrace: 30, idle: 900, alertSound: true }),
  route('GET /api/v1/teams', staff),
  route('POST /api/v1/teams', managers, team),
  route('PATCH /api/v1/teams/{id}', managers, { limit: 2 }),
  route('DELETE /api/v1/teams/{id}', managers),
  route('GET /api/v1/channels', designers),
  route('POST /api/v1/channels', designers, channel),
  route('PATCH /api/v1/channels/{id}', designers, {}),
  route('DELETE /api/v1/channels/{id}', designers),
  route('POST /api/v1/channels/{id}/key', designers),
  route('GET /api/v1/channels/{id}/deliveries', designers),
  route('POST /api/v1/channels/{id}/deliveries/{event}/replay', designers),
  andAgents(route('GET /api/v1/canned-replies', designers)),
  route('POST /api/v1/canned-replies', designers, reply),
  route('PATCH /api/v1/canned-replies/{id}', designers, {}),
  route('DELETE /api/v1/canned-replies/{id}', designers),
  andAgents(route('GET /api/v1/tags', designers)),
  route('POST /api/v1/tags', designers, { name: 'billing' }),
  route('DELETE /api/v1/tags/{id}', designers),
]

/** What a call asks for in its address, where it has to. */
export const queries: Readonly<Record<string, string>> = {
  'GET /api/v1/conversations': '?list=queue',
  'GET /api/v1/search': '?q=hello',
  'GET /api/v1/extract/conversations.csv': '?from=2026-11-01&to=2026-11-24',
  'GET /api/v1/extract/audit.csv': '?from=2026-11-01&to=2026-11-24',
}

/** Every call that needs none: the way in, customers by their token, programs by a channel's key. */
export const open = [
  'GET /api/v1/brand',
  // Only under the version that there is: 404 otherwise.
  'GET /api/v1/providers/{id}/logo',
  'POST /api/v1/sign-in/find',
  'POST /api/v1/sign-in/password',
  'POST /api/v1/inbound/{provider}/{channel}/messages',
  'GET /api/v1/inbound/{provider}/{channel}/conversations/{id}/messages',
  ...['GET channel', 'GET state', 'GET messages', 'POST messages', 'PUT read', 'POST end'].map((call) =>
    call.replace(' ', ' /widget/v1/{provider}/{tag}/'),
  ),
]

/** Served but not described: the description itself, and sockets. */
export const hidden = [
  'GET /api/v1/openapi.json',
  'GET /api/v1/realtime',
  'GET /widget/v1/{provider}/{tag}/realtime',
]
