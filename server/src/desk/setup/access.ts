import type { Role } from '@koopid/contract'
import { AppError } from '../../http/errors.ts'
import type { Request } from '../../http/types.ts'
import { requireRole, requireSession } from '../../sessions/guards.ts'
import type { Session, Sessions } from '../../sessions/sessions.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import type { Store } from '../../store/store.ts'
import { type Change, changeDesk } from './change.ts'

/** Roles that are admitted; `agents` admits whoever may use the agent desktop as well. */
export type Who = { roles: readonly Role[]; agents?: true }

export const managers: Who = { roles: ['administrator', 'manager'] }
export const designers: Who = { roles: ['administrator', 'manager', 'designer'] }
export const staff: Who = { roles: ['administrator', 'manager', 'supervisor', 'designer'] }
export const designersAndAgents: Who = { ...designers, agents: true }

export type Access = {
  admit(request: Request, who: Who): Promise<Session>
  read<T>(request: Request, who: Who, work: (store: ProviderStore) => Promise<T>): Promise<T>
  change<T>(request: Request, who: Who, work: (change: Change) => Promise<T>): Promise<T>
}

type Deps = { sessions: Sessions; store: Store; now: () => number }

/** The way in to a provider's configuration: by role, and to one's own provider only. */
export function accessTo({ sessions, store, now }: Deps): Access {
  const admit = async (request: Request, { roles, agents }: Who) => {
    if (!agents) return requireRole(sessions, request, roles)
    const session = await requireSession(sessions, request)
    if (!session.agent && !roles.includes(session.role))
      throw new AppError('session.forbidden', { facts: { role: session.role, agent: false } })
    return session
  }
  return {
    admit,
    read: async (request, who, work) => store.read((await admit(request, who)).providerId, work),
    change: async (request, who, work) => changeDesk(store, now(), await admit(request, who), work),
  }
}
