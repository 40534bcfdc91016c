import type { Role } from '@koopid/contract'

export type Area =
  | 'dashboard'
  | 'statusboard'
  | 'extract'
  | 'profile'
  | 'teams'
  | 'channels'
  | 'replies'
  | 'sso'
  | 'users'
  | 'traces'
  | 'audit'
export type Group = 'desk' | 'setup' | 'access'

const groups: Array<[Group, Area[]]> = [
  ['desk', ['dashboard', 'statusboard', 'extract']],
  ['setup', ['profile', 'teams', 'channels', 'replies']],
  ['access', ['sso', 'users', 'traces', 'audit']],
]

const watching: Area[] = ['dashboard', 'statusboard', 'extract']
const setup: Area[] = ['teams', 'channels', 'replies']
const access: Area[] = ['users', 'traces']

/** What the menu offers; what is allowed, the server decides. */
const areasOf: Record<Role, Area[]> = {
  administrator: ['sso', ...access, 'audit', ...watching, ...setup, 'profile'],
  manager: [...access, 'audit', ...watching, ...setup, 'profile'],
  supervisor: [...access, ...watching, 'profile'],
  designer: ['channels', 'replies', 'profile'],
  none: [],
}

/** The first one is where the portal opens. */
export const areasFor = (role: Role): Area[] => areasOf[role]

/** The menu, in the order of a day's work; empty groups are left out. */
export const menuFor = (role: Role): Array<[Group, Area[]]> =>
  groups
    .map(([group, areas]): [Group, Area[]] => [group, areas.filter((area) => areasOf[role].includes(area))])
    .filter(([, areas]) => areas.length > 0)

export const mayChangeCompany = (role: Role): boolean => role === 'administrator' || role === 'manager'
export const mayChangeLogo = (role: Role): boolean => mayChangeCompany(role) || role === 'designer'
export const mayChangePeople = (role: Role): boolean => role === 'administrator'
