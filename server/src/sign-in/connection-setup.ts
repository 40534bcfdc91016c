import type { ConnectionChecks, ConnectionDraft, ConnectionPage } from '@koopid/contract'
import { recordEvent } from '../audit/audit.ts'
import {
  activate,
  deactivate,
  discardDraft,
  findConnection,
  type Slot,
  saveDraft,
  viewOf,
} from '../directory/connections.ts'
import { type Provider, planIncludesSso } from '../directory/providers.ts'
import { AppError } from '../http/errors.ts'
import type { Reply, Request } from '../http/types.ts'
import type { Session } from '../sessions/sessions.ts'
import type { ProviderStore } from '../store/provider-store.ts'
import { beginAttempt } from './attempt.ts'
import { authorizeUrl } from './authorize.ts'
import { checkConnection } from './connection-checks.ts'
import type { SignInDeps } from './deps.ts'
import { readEmailFormat } from './email-formats.ts'
import { oktaSetupOf } from './find.routes.ts'
import { nothingSaid } from './launch-parameters.ts'
import { readOktaDomain } from './okta/domain.ts'

export type ConnectionSetup = ReturnType<typeof connectionSetup>

/** Draft → test → activate: what the provider portal and the `koopid connection` commands both do. `by` goes to the audit. */
export function connectionSetup(deps: SignInDeps, allowLoopback: boolean) {
  const check = (
    provider: Provider,
    typed: { oktaDomain: string; clientId?: string | undefined; clientSecret?: string | null },
  ) =>
    checkConnection(
      { okta: deps.okta, allowLoopback },
      { ...typed, redirectUri: oktaSetupOf(deps, provider).redirectUri },
    )
  const change = (
    provider: Provider,
    by: string,
    kind: string,
    work: (store: ProviderStore, at: number) => Promise<void>,
  ) =>
    deps.store.transaction(provider.id, async (store, after) => {
      const at = deps.now()
      await work(store, at)
      await recordEvent(store, at, { kind, actor: by, subject: `provider ${provider.id}` })
      after({ kind: 'connection_changed', providerId: provider.id })
    })

  return {
    check,

    async page(provider: Provider): Promise<ConnectionPage> {
      const [live, draft] = await deps.store.read(provider.id, async (store) => [
        await findConnection(store, 'live'),
        await findConnection(store, 'draft'),
      ])
      return {
        planIncludesSso: planIncludesSso(provider.plan),
        setup: oktaSetupOf(deps, provider),
        live: live ? { ...viewOf(live), active: live.active } : null,
        draft: draft ? viewOf(draft) : null,
        draftTest: draft?.test ? { ...draft.test, at: new Date(draft.test.at).toISOString() } : null,
      }
    },

    async saveDraft(provider: Provider, by: string, draft: ConnectionDraft): Promise<void> {
      const { oktaDomain, issuer } = readOktaDomain(draft.oktaDomain, allowLoopback)
      const emailFormats = readFormats(draft.emailFormats)
      await change(provider, by, 'connection.draft_saved', async (store, at) => {
        const before = (await findConnection(store, 'draft')) ?? (await findConnection(store, 'live'))
        // A kept secret goes to the organization it was entered for, and to no other that is named later.
        const keeps = draft.clientSecret === undefined && before?.issuer === issuer
        const kept = keeps ? before.clientSecret : null
        const clientSecret = draft.clientSecret
          ? deps.sealing.seal('client-secret', draft.clientSecret)
          : kept
        await saveDraft(store, at, {
          oktaDomain,
          issuer,
          clientId: draft.clientId,
          clientSecret,
          emailFormats,
        })
      })
    },

    discardDraft: (provider: Provider, by: string) =>
      change(provider, by, 'connection.draft_discarded', discardDraft),

    /** Starts a test sign-in of the draft. @returns Okta's address; the browser comes back to the portal. */
    async beginTest(provider: Provider, session: Session, request: Request, reply: Reply): Promise<string> {
      if (!planIncludesSso(provider.plan)) throw new AppError('sign_in.plan_excludes_sso')
      const draft = await draftFor(deps, provider)
      const okta = await deps.okta.clientFor(draft)
      const attempt = beginAttempt(deps, request, reply, {
        providerId: provider.id,
        issuer: draft.issuer,
        clientId: draft.clientId,
        launch: nothingSaid,
        target: null,
        notes: [],
        test: { personId: session.personId, draftUpdatedAt: draft.updatedAt },
      })
      return authorizeUrl(okta, attempt, {
        redirectUri: oktaSetupOf(deps, provider).redirectUri,
        loginHint: undefined,
      })
    },

    /** From the portal: only what a test sign-in has passed. */
    async activateTested(provider: Provider, by: string): Promise<void> {
      if (!planIncludesSso(provider.plan)) throw new AppError('sign_in.plan_excludes_sso')
      await change(provider, by, 'connection.activated', async (store, at) => {
        const draft = await findConnection(store, 'draft')
        if (draft && !draft.test?.passed) throw new AppError('connection.not_tested')
        if (!draft && !(await findConnection(store, 'live'))) throw new AppError('connection.missing')
        await activate(store, at)
      })
    },

    /** Live checks of what is saved: the draft if there is one, else what is live. */
    async checkSaved(provider: Provider, slot: Slot = 'draft'): Promise<ConnectionChecks> {
      const saved = await deps.store.read(
        provider.id,
        async (store) => (await findConnection(store, slot)) ?? (await findConnection(store, 'live')),
      )
      if (!saved) throw new AppError('connection.missing')
      return check(provider, saved)
    },

    /** From the operator's command line: only what passes the live checks. @returns the checks, activated if they passed. */
    async activateChecked(provider: Provider, by: string): Promise<ConnectionChecks> {
      if (!planIncludesSso(provider.plan)) throw new AppError('sign_in.plan_excludes_sso')
      const checks = await this.checkSaved(provider)
      if (checks.passed) await change(provider, by, 'connection.activated', activate)
      return checks
    },

    deactivate: (provider: Provider, by: string) =>
      change(provider, by, 'connection.deactivated', deactivate),
  }
}

/** The draft, or the live connection copied into one: it can be tested again without being touched. */
async function draftFor(deps: SignInDeps, provider: Provider) {
  return deps.store.transaction(provider.id, async (store) => {
    const draft = await findConnection(store, 'draft')
    if (draft) return draft
    const live = await findConnection(store, 'live')
    if (!live) throw new AppError('connection.missing')
    await saveDraft(store, deps.now(), live)
    return (await findConnection(store, 'draft'))!
  })
}

function readFormats(texts: readonly string[]): string[] {
  const read = texts.map((text) => readEmailFormat(text))
  const fields = read.flatMap((format, index) =>
    'problem' in format ? [{ field: `emailFormats.${index}`, message: format.problem }] : [],
  )
  if (fields.length > 0)
    throw new AppError('request.invalid', {
      fields,
      detail: `E-mail format "${texts[Number(fields[0]!.field.split('.')[1])]}" cannot be used. ${fields[0]!.message}`,
    })
  return [...new Set(read.map((format) => (format as { text: string }).text))]
}
