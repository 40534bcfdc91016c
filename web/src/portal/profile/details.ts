import type { Company } from '@koopid/contract'
import type { ApiProblem } from '../../api/problem.ts'
import { profile } from '../../phrases/portal-profile.ts'

const words = profile.details

export const detailNames = ['name', 'website', 'email', 'phone'] as const
export type DetailName = (typeof detailNames)[number]
export type Values = Record<DetailName, string>
export type Mistakes = Partial<Record<DetailName, string>>

export const valuesOf = (company: Company): Values => ({
  name: company.name,
  website: company.website ?? '',
  email: company.email ?? '',
  phone: company.phone ?? '',
})

/** Of what was typed, what is another text than the saved one. */
export function changesOf(saved: Values, typed: Partial<Values>): Partial<Values> {
  const names = detailNames.filter((name) => typed[name] !== undefined && typed[name] !== saved[name])
  return Object.fromEntries(names.map((name) => [name, typed[name]]))
}

/** In our own words, beside the fields that the server did not take. */
export function mistakesIn(problem: ApiProblem): Mistakes {
  const names = detailNames.filter((name) => problem.fields.some(({ field }) => field === name))
  return Object.fromEntries(names.map((name) => [name, words.wrong[name]]))
}
