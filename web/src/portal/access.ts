import type { Role } from '@koopid/contract'

export type Area = 'sso' | 'users' | 'traces'

/** What the menu offers; what is allowed, the server decides. */
const areasOf: Record<Role, Area[]> = {
  administrator: ['sso', 'users', 'traces'],
  manager: ['users', 'traces'],
  supervisor: ['users', 'traces'],
  designer: [],
  none: [],
}

export const areasFor = (role: Role): Area[] => areasOf[role]
export const mayChangePeople = (role: Role): boolean => role === 'administrator'
