import { hash, verify } from '@node-rs/argon2'

/** argon2id with the OWASP parameters: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A local administrator's password: at least twelve characters, or ten with letters, digits and a sign (desktop.md 1.4). */
export function passwordProblem(password: string): string | undefined {
  if (password.length > 1024) return 'It is longer than 1024 characters.'
  const varied = /\p{L}/u.test(password) && /\d/.test(password) && /[^\p{L}\d\s]/u.test(password)
  if (password.length >= 12 || (password.length >= 10 && varied)) return undefined
  return 'It needs 12 characters, or 10 with letters, digits and a special character.'
}

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Costs the same whether the account exists or not: `undefined` is checked against a hash that fits nothing. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await nobody()), password)
  return fits && stored !== null && stored !== undefined
}

let nobodyHash: Promise<string> | undefined
const nobody = (): Promise<string> => {
  nobodyHash ??= hash('a password that nobody has', cost)
  return nobodyHash
}
