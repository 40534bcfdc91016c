import type { ConnectionPage } from '@koopid/contract'
import type { sso } from '../../phrases/portal-sso.ts'
import { type ConnectionValues, isComplete, isDirty, savedConnection } from './connection-form.ts'

export type SsoState = 'none' | 'draft' | 'active' | 'inactive'

export function ssoState({ live, draft }: ConnectionPage): SsoState {
  if (live) return live.active ? 'active' : 'inactive'
  return draft ? 'draft' : 'none'
}

export type SsoRules = {
  dirty: boolean
  canEdit: boolean
  canSave: boolean
  canDiscard: boolean
  canTest: boolean
  canActivate: boolean
  canDeactivate: boolean
  /** What stands between here and "active", or that nothing does. */
  why: keyof typeof sso.why
}

/** Which actions make sense now, and the one sentence that explains it. */
export function ssoRules(page: ConnectionPage, values: ConnectionValues): SsoRules {
  const dirty = isDirty(values, savedConnection(page))
  const complete = isComplete(values)
  const allowed = page.planIncludesSso
  const inEffect = Boolean(page.live?.active) && !page.draft && !dirty
  const passed = page.draftTest?.passed === true
  // It was tested before it was active for the first time.
  const proven = page.live !== null && !page.live.active && !page.draft
  return {
    dirty,
    canEdit: allowed,
    canSave: allowed && complete && dirty,
    canDiscard: page.draft !== null || dirty,
    canTest: allowed && complete,
    canActivate: allowed && complete && (passed || proven) && !dirty && !inEffect,
    canDeactivate: Boolean(page.live?.active),
    why: reason(),
  }

  function reason(): SsoRules['why'] {
    if (!allowed) return 'plan'
    if (!complete) return 'incomplete'
    if (dirty) return 'unsaved'
    if (inEffect) return 'live'
    if (passed) return 'ready'
    if (proven) return 'proven'
    return page.draftTest ? 'refused' : 'untested'
  }
}

/** Enter → Test → Activate: what is done, and where one stands. */
export function ssoProgress(page: ConnectionPage, rules: SsoRules) {
  const enter = savedConnection(page) !== null && !rules.dirty
  const activate = rules.why === 'live'
  const test = enter && (activate || rules.why === 'ready' || rules.why === 'proven')
  const current = !enter ? 'enter' : !test ? 'test' : activate ? null : 'activate'
  return { done: { enter, test, activate }, current } as const
}
