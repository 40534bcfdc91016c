/**
 * Text as a search compares it, without regard to case in any script. Upper case first, as `ß` and `ﬁ` have more letters
 * there; a final sigma is a sigma, and the dot of a Turkish İ is none.
 */
export const fold = (text: string): string =>
  text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ς', 'σ')
