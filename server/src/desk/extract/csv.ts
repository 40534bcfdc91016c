export type Cell = string | number | null

/** Excel takes a file without it for the country's old character set. */
export const byteOrderMark = '\uFEFF'

/** One line of a CSV file (RFC 4180). */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** Numbers are ours; every text is taken for somebody else's. */
function cellOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  return `"${defused(readable(cell)).replaceAll('"', '""')}"`
}

/**
 * CSV injection: a spreadsheet runs a cell that begins with one of these, also behind what it skips. One that splits
 * the line differently (`;` where the comma is for decimals) begins a cell where we do not. An apostrophe makes it text.
 */
const formula = /(^|[,;\t\r\n])(?=[\s\p{Cf}]*[=+\-@＝＋－＠])/gu

const defused = (text: string): string => (/^[\t\r]/.test(text) ? `'${text}` : text).replace(formula, "$1'")

/** NUL ends a text in some programs; direction overrides let a name rearrange what stands beside it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

const readable = (text: string): string => text.replace(unreadable, '\uFFFD')
