/** What people put between the digits: spaces, dots, dashes, parentheses. */
const between = /[\s.()\u2010-\u2015-]/g
/** E.164: no country code begins with 0. */
const international = /^\+[1-9]\d{6,14}$/

/** A phone number that somebody typed. @returns `null` when nothing is left, `undefined` when it is none */
export function readPhone(text: string): string | null | undefined {
  const phone = text
    .trim()
    // The 0 that is dialled inside the country only: +49 (0) 30 …
    .replace(/^(\+[\d\s]+)\(0\)/, '$1')
    .replace(between, '')
  if (phone === '') return text.trim() === '' ? null : undefined
  return international.test(phone) ? phone : undefined
}
