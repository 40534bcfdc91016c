/** Characters of a person's name at most. */
export const longestName = 120

/** Control and direction-changing characters would let a name pretend to be something else on the page. */
export const cleanName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** A name that somebody typed. @returns `undefined` when nothing is left, or too much */
export function readName(text: string): string | undefined {
  const name = cleanName(text)
  const { length } = [...name]
  return length > 0 && length <= longestName ? name : undefined
}
