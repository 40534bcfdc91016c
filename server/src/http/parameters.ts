import { AppError } from './errors.ts'

/** Bytes of a query or form body, and of one value; far more than any sign-in needs. */
const limits = { whole: 8192, value: 4096, count: 50 }

export type Parameters = {
  /** The value of a protocol parameter, which may come once. @throws when it is repeated. */
  one(name: string): string | undefined
  /** All of them, in order. */
  all: readonly [string, string][]
}

/**
 * Reads `application/x-www-form-urlencoded` text. A protocol parameter that comes twice is refused instead of
 * choosing one (RFC 6749 section 3.1): two readers that choose differently are an attack.
 */
export function readParameters(text: string, protocol: readonly string[]): Parameters {
  if (text.length > limits.whole) throw malformed('the whole is too long', { length: text.length })
  const all = [...new URLSearchParams(text)]
  if (all.length > limits.count) throw malformed('there are too many parameters', { count: all.length })
  const seen = new Map<string, string>()
  for (const [name, value] of all) {
    if (!protocol.includes(name)) continue
    if (seen.has(name)) throw new AppError('sign_in.parameter_repeated', { facts: { parameter: name } })
    if (value.length > limits.value)
      throw malformed('a value is too long', { parameter: name, length: value.length })
    seen.set(name, value)
  }
  return { one: (name) => seen.get(name), all }
}

const malformed = (problem: string, facts: Record<string, string | number>) =>
  new AppError('sign_in.parameter_malformed', { facts: { problem, ...facts } })
