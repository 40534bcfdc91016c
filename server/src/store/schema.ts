import type { PictureType, Plan, Role, SignInStep, TraceOutcome } from '@koopid/contract'
import type { Engine, Flag, Instant, Json, Sealed } from './columns.ts'
import type { DeskTables } from './desk-schema.ts'

export type { Engine, Flag, Instant, Json, Sealed }

type Provider = {
  id: number
  name: string
  plan: Plan
  subdomain: string
  created_at: Instant
  website: string | null
  email: string | null
  /** `+` and digits (E.164). */
  phone: string | null
}

type Logo = {
  provider_id: number
  /** Of its bytes, and its size in pixels: another one after each change. */
  version: string
  type: PictureType
  bytes: Uint8Array
}

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
  /** `+` and digits (E.164). */
  phone: string | null
  /** Hash of the picture's bytes: another one after each change. */
  picture: string | null
}

type Picture = {
  provider_id: number
  person_id: string
  type: PictureType
  bytes: Uint8Array
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
  /** What the tile said: 1 on, 2 off, 0 nothing. */
  alert_sound: 0 | 1 | 2
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
  pictures: Picture
  logos: Logo
  identities: Identity
  sessions: Session
  spent_attempts: SpentAttempt
  traces: Trace
  audit_events: AuditEvent
  sign_in_failures: SignInFailure
} & DeskTables

export type Tables = ProviderTables & { providers: Provider }

export type Row<Table extends keyof Tables> = Tables[Table]
