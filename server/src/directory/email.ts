/**
 * Local part, one `@`, a domain of at least two labels; nothing that needs quoting. RFC 5321 bounds. Labels hold
 * letters, marks, digits and dashes only: `domainToASCII` reads a URL's host and drops what follows a `/`.
 */
const shape =
  /^[^\s@"(),:;<>[\\\]]{1,64}@(?=.{1,255}$)[\p{L}\p{M}\p{N}-]{1,63}(\.[\p{L}\p{M}\p{N}-]{1,63})+$/u

export type EmailRefusal = 'empty' | 'too_long' | 'control_characters' | 'several_at_signs' | 'not_an_address'

/**
 * Normalises first, judges after: a full-width `＠` must not slip past a check that runs before NFKC
 * (CVE-2026-73420), and `a@evil.example@acme.com` is nobody's address (CVE-2026-40574).
 */
export function readEmail(text: string): { email: string } | { refusal: EmailRefusal } {
  if (text.length > 320) return { refusal: 'too_long' }
  const email = text.normalize('NFKC').trim()
  if (email === '') return { refusal: 'empty' }
  if (email.length > 320) return { refusal: 'too_long' }
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u.test(email)) return { refusal: 'control_characters' }
  if (email.split('@').length > 2) return { refusal: 'several_at_signs' }
  if (!shape.test(email) || email.includes('..') || /^\.|\.@|[.-]$|@[-.]/.test(email))
    return { refusal: 'not_an_address' }
  return { email }
}

/** What is compared and kept unique: NFKC, lower case. */
export const emailKey = (email: string): string => email.normalize('NFKC').trim().toLowerCase()
