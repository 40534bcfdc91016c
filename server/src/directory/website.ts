/** Characters of an address at most. */
const longestWebsite = 200

/**
 * An address that somebody typed, which others will click: http or https, a name with a dot, and nobody's password.
 * @returns `null` when nothing is left, `undefined` when it is none
 */
export function readWebsite(text: string): string | null | undefined {
  const typed = text.trim()
  if (typed === '') return null
  // `URL` would drop tabs and line ends without a word, and read `\` as `/`.
  if (/[\s\p{C}\\]/u.test(typed)) return undefined
  const url = URL.parse(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`)
  if (!url || url.username + url.password !== '') return undefined
  if (!/[^.]\.[^.]+$/.test(url.hostname)) return undefined
  const address = url.pathname === '/' && !url.search && !url.hash ? url.origin : url.href
  return address.length <= longestWebsite ? address : undefined
}
