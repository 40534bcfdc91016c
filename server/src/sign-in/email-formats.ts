import { domainToASCII } from 'node:url'
import type { TriedEmailFormats } from '@koopid/contract'
import { LRUCache } from 'lru-cache'
import { type EmailRefusal, readEmail } from '../directory/email.ts'

/** `*@acme.com`, `*@*.acme.com`, `*.*@acme.com` or an exact address. `*` is one or more characters and never `@`. */
export type EmailFormat = { text: string; local: string[]; domain: string[] }

type ReadFormat = EmailFormat | { problem: string }

/** The same few formats are asked for at every sign-in; reading one costs more than matching it. */
const read = new LRUCache<string, ReadFormat>({ max: 2000 })

/** @returns the format, or why it cannot be used, in words. */
export function readEmailFormat(text: string): ReadFormat {
  let format = read.get(text)
  if (!format) {
    format = parseFormat(text)
    if (text.length <= 320) read.set(text, format)
  }
  return format
}

function parseFormat(text: string): EmailFormat | { problem: string } {
  const format = text.normalize('NFKC').trim().toLowerCase()
  const [local, domain, ...more] = format.split('@')
  if (!local || !domain || more.length > 0)
    return { problem: 'It needs exactly one @ with something on both sides.' }
  if (format.length > 320) return { problem: 'It is too long.' }
  if (/[\p{C}\s"(),:;<>[\\\]]/u.test(format))
    return { problem: 'It holds a character that e-mail addresses do not have.' }
  if (format.includes('**')) return { problem: 'Two * next to each other say the same as one.' }
  const labels = domain.split('.')
  if (labels.some((label) => label === '')) return { problem: 'The domain has an empty part.' }
  if (!labels.every((label) => /^[\p{L}\p{M}\p{N}*-]+$/u.test(label)))
    return { problem: 'The domain holds a character that domains do not have.' }
  if (labels.length < 2) return { problem: 'The domain needs at least two parts, such as acme.com.' }
  // `*@acme.*` or `*@*.com` would let anyone in who can register a domain.
  if (labels.slice(-2).some((label) => label.includes('*')))
    return { problem: 'The last two parts of the domain must be written out.' }
  const ascii = asciiDomain(domain)
  if (ascii === undefined) return { problem: 'The domain is not a valid one.' }
  return { text: format, local: local.split('*'), domain: ascii.split('*') }
}

export type EmailVerdict =
  | { allowed: true; email: string; format: string }
  | { allowed: false; reason: EmailRefusal | 'no_format_matches' }

/** Whether any of the formats allows the address. Every format counts, not only the first (Polis d7d772e17). */
export function allowedBy(formats: readonly string[], address: string): EmailVerdict {
  const email = readEmail(address)
  if ('refusal' in email) return { allowed: false, reason: email.refusal }
  for (const text of formats) {
    const format = readEmailFormat(text)
    if (!('problem' in format) && matches(format, email.email))
      return { allowed: true, email: email.email, format: format.text }
  }
  return { allowed: false, reason: 'no_format_matches' }
}

/** `email` as `readEmail` returned it. Compared without case, domains in their ASCII form (IDN look-alikes differ). */
export function matches(format: EmailFormat, email: string): boolean {
  const [local, domain] = email.toLowerCase().split('@') as [string, string]
  const ascii = domainToASCII(domain)
  return ascii !== '' && glob(format.local, local) && glob(format.domain, ascii)
}

/** Literal pieces with one or more characters between them; leftmost fits only, so never more than one pass. */
function glob(pieces: readonly string[], text: string): boolean {
  const [first, ...rest] = pieces as [string, ...string[]]
  if (rest.length === 0) return text === first
  if (!text.startsWith(first)) return false
  const last = rest.pop()!
  let at = first.length
  for (const piece of rest) {
    const found = text.indexOf(piece, at + 1)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.length - last.length >= at + 1 && text.endsWith(last)
}

/** IDNA form of a domain whose labels may hold `*`. */
function asciiDomain(domain: string): string | undefined {
  const labels = domain.split('.').map((label) => (label.includes('*') ? label : domainToASCII(label)))
  return labels.some((label) => label === '') ? undefined : labels.join('.')
}

const refusals: Record<EmailRefusal, string> = {
  empty: 'There is no address.',
  too_long: 'The address is too long.',
  control_characters: 'The address holds invisible characters.',
  several_at_signs: 'The address holds more than one @.',
  not_an_address: 'This is not an e-mail address.',
}

/** The live tester of the Single sign-on page: which formats are valid, which match, and whether the address gets in. */
export function tryFormats(formats: readonly string[], address: string): TriedEmailFormats {
  const email = readEmail(address)
  const tried = formats.map((text) => {
    const format = readEmailFormat(text)
    const problem = 'problem' in format ? format.problem : null
    const fits = !('problem' in format) && 'email' in email && matches(format, email.email)
    return { format: text, valid: problem === null, problem, matches: fits }
  })
  return {
    allowed: tried.some((format) => format.matches),
    refusal: 'refusal' in email ? refusals[email.refusal] : null,
    formats: tried,
  }
}
