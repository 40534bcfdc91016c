import type { DeskSettings, Team, TeamDraft } from '@koopid/contract'
import { deskSettings, teams } from '../../phrases/portal-teams.ts'

/** As typed: a number field may hold anything. */
export type TeamValues = Omit<TeamDraft, 'limit' | 'unanswered'> & { limit: string; unanswered: string }
export type Mistakes<Values> = Partial<Record<keyof Values, string>>

export const newTeam: TeamValues = {
  name: '',
  everyone: true,
  members: [],
  routing: 'auto',
  limit: '5',
  unanswered: '90',
}

export const valuesOfTeam = ({ name, everyone, members, routing, limit, unanswered }: Team): TeamValues => ({
  name,
  everyone,
  members,
  routing,
  limit: String(limit),
  unanswered: String(unanswered),
})

export const isWhole = (text: string, least: number, most: number): boolean =>
  /^\d{1,6}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most

export function teamMistakes({ name, limit, unanswered }: TeamValues): Mistakes<TeamValues> {
  const { wrong } = teams.form
  return {
    ...(name.trim() && name.trim().length <= 60 ? {} : { name: wrong.name }),
    ...(isWhole(limit, 1, 50) ? {} : { limit: wrong.limit }),
    ...(isWhole(unanswered, 5, 3600) ? {} : { unanswered: wrong.unanswered }),
  }
}

/** `agents`: who can be a member. A member who lost agent login since is left out, or the server would refuse all. */
export const draftOfTeam = (values: TeamValues, agents: ReadonlySet<string>): TeamDraft => ({
  ...values,
  name: values.name.trim(),
  members: values.everyone ? [] : values.members.filter((id) => agents.has(id)),
  limit: Number(values.limit),
  unanswered: Number(values.unanswered),
})

export type SettingsValues = { disconnectGrace: string; idleMinutes: string; alertSound: boolean }

export const valuesOfSettings = ({ disconnectGrace, idle, alertSound }: DeskSettings): SettingsValues => ({
  disconnectGrace: String(disconnectGrace),
  idleMinutes: String(Math.max(1, Math.round(idle / 60))),
  alertSound,
})

export function settingsMistakes(values: SettingsValues): Mistakes<SettingsValues> {
  const { wrong } = deskSettings
  return {
    ...(isWhole(values.disconnectGrace, 1, 600) ? {} : { disconnectGrace: wrong.disconnectGrace }),
    ...(isWhole(values.idleMinutes, 1, 240) ? {} : { idleMinutes: wrong.idle }),
  }
}

export const draftOfSettings = (values: SettingsValues): DeskSettings => ({
  disconnectGrace: Number(values.disconnectGrace),
  idle: Number(values.idleMinutes) * 60,
  alertSound: values.alertSound,
})
