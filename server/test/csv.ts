/** Reads CSV as RFC 4180 has it, and nothing else. @returns the lines, each with its cells */
export function readCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  const lines: string[][] = []
  let line: string[] = []
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const found = cell.exec(text)
    if (!found) throw new Error(`no CSV from character ${at}: ${JSON.stringify(text.slice(at, at + 60))}`)
    line.push(found[1]?.replaceAll('""', '"') ?? found[2]!)
    if (found[3] === ',') continue
    lines.push(line)
    line = []
  }
  if (line.length > 0) throw new Error('the last line does not end')
  return lines
}

/** The lines under the first, each by the names of that one. */
export function readTable(text: string): Record<string, string>[] {
  const [names = [], ...lines] = readCsv(text)
  return lines.map((line) => {
    if (line.length !== names.length) throw new Error(`${line.length} cells for ${names.length} columns`)
    return Object.fromEntries(names.map((name, index) => [name, line[index]!]))
  })
}
