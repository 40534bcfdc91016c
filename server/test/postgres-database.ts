import { inject } from 'vitest'

/** URL of a new, empty PostgreSQL database, connected to as the role `koopid` that owns it. */
export async function postgresDatabase(): Promise<string> {
  const answer = await fetch(inject('postgres'))
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}
