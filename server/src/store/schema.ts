import type { Plan, Role, SignInStep, TraceOutcome } from '@koopid/contract'

export type Engine = 'sqlite' | 'postgres'

/** Milliseconds since 1970, UTC. */
export type Instant = number
/** 0 or 1: SQLite has no boolean, and one query text serves both engines. */
export type Flag = 0 | 1
/** JSON text; the `*.store.ts` that owns the column parses it. */
export type Json = string
/** Ciphertext of `store/sealing.ts`, with the id of its key. */
export type Sealed = string

type Provider = { id: number; name: string; plan: Plan; subdomain: string; created_at: Instant }

type Connection = {
  provider_id: number
  /** `live` is what agents sign in with; `draft` is saved and not yet in effect. */
  slot: 'live' | 'draft'
  okta_domain: string
  issuer: string
  client_id: string
  client_secret: Sealed | null
  email_formats: Json
  active: Flag
  updated_at: Instant
  /** The test sign-in of exactly this row; cleared by every change. */
  test_incident: string | null
  test_passed: Flag | null
  tested_at: Instant | null
}

type Person = {
  provider_id: number
  id: string
  source: 'okta' | 'local'
  name: string
  email: string
  /** `email` after NFKC and lower case; unique within a provider. */
  email_key: string
  username: string
  role: Role
  agent: Flag
  active: Flag
  password_hash: string | null
  alert_sound: 'on' | 'muted' | null
  agent_status: 'away' | 'available'
  agent_status_since: Instant
  created_at: Instant
  last_sign_in_at: Instant | null
}

type Identity = {
  provider_id: number
  issuer: string
  subject: string
  person_id: string
  created_at: Instant
}

type Session = {
  provider_id: number
  /** SHA-256 of the cookie's token, base64url: a copy of the table signs nobody in. */
  token_hash: string
  id: string
  person_id: string
  method: 'okta' | 'password'
  alert_sound: Flag
  id_token: Sealed | null
  /** The attempt that made it: a repeated callback of this browser leads home instead of to an error. */
  attempt_hash: string | null
  created_at: Instant
  seen_at: Instant
  expires_at: Instant
  ended_at: Instant | null
  end_reason: string | null
}

type SpentAttempt = { provider_id: number; attempt_hash: string; expires_at: Instant }

type Trace = {
  provider_id: number
  incident: string
  at: Instant
  outcome: TraceOutcome
  code: string | null
  step: SignInStep | null
  who: string | null
  body: Json
}

type AuditEvent = {
  provider_id: number
  id: string
  at: Instant
  kind: string
  actor: string | null
  subject: string | null
  facts: Json
}

type SignInFailure = { provider_id: number; key: string; failures: number; last_at: Instant }

/** Tables whose every row belongs to one provider. */
export type ProviderTables = {
  connections: Connection
  people: Person
  identities: Identity
  sessions: Session
  spent_attempts: SpentAttempt
  traces: Trace
  audit_events: AuditEvent
  sign_in_failures: SignInFailure
}

export type Tables = ProviderTables & { providers: Provider }

export type Row<Table extends keyof Tables> = Tables[Table]
