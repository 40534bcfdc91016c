/** Into which parts a picture's file falls, from its first byte to its last. */

/** `name`: a chunk's (PNG, WebP), or a marker in hexadecimal (JPEG). */
export type Part = { name: string; from: number; to: number }

/** Nothing may stand behind the picture: what follows would be another file in this one. */
export const isWhole = (parts: readonly Part[], length: number): boolean => parts.at(-1)?.to === length

const nameAt = (file: Buffer, at: number): string => file.toString('latin1', at, at + 4)

/** PNG 5.3: length, name, data, checksum. */
export function pngParts(file: Buffer): Part[] {
  const parts: Part[] = []
  for (let at = 8; at + 12 <= file.length; at = parts.at(-1)!.to) {
    parts.push({ name: nameAt(file, at + 4), from: at, to: at + 12 + file.readUInt32BE(at) })
    if (parts.at(-1)!.name === 'IEND') return parts
  }
  return []
}

/** RFC 9649, 2.3: name, length, data, filled up to an even length. */
export function webpParts(file: Buffer): Part[] {
  const parts: Part[] = []
  const end = file.length >= 12 ? 8 + file.readUInt32LE(4) : 0
  for (let at = 12; at + 8 <= Math.min(end, file.length); at = parts.at(-1)!.to) {
    const size = file.readUInt32LE(at + 4)
    parts.push({ name: nameAt(file, at), from: at, to: at + 8 + size + (size % 2) })
  }
  return parts.at(-1)?.to === end ? parts : []
}

/** ITU T.81, B.1: marker, length, data; what is drawn follows its SOS without a length of its own. */
export function jpegParts(file: Buffer): Part[] {
  const parts: Part[] = []
  for (let at = 2; at + 2 <= file.length && file[at] === 0xff; at = parts.at(-1)!.to) {
    const marker = file[at + 1]!
    const name = marker.toString(16)
    if (name === 'd9') return [...parts, { name, from: at, to: at + 2 }]
    if (marker < 0xc0 || marker === 0xff || at + 4 > file.length) break
    const end = at + 2 + Math.max(2, file.readUInt16BE(at + 2))
    parts.push({ name, from: at, to: name === 'da' ? scanEnd(file, end) : end })
  }
  return []
}

/** The next marker that is not part of the scan: neither a filled FF nor a restart (D0 to D7). */
function scanEnd(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next & 0xf8) !== 0xd0) return at
  }
  return file.length
}
