/** What somebody sent as a picture: checked, and kept without anything that does not draw. */
import { largestPicture, type PictureType, pictureTypes } from '@koopid/contract'
import { imageSize } from 'image-size'
import { isWhole, jpegParts, type Part, pngParts, webpParts } from './picture-parts.ts'

export type Picture = { type: PictureType; bytes: Buffer }

type Format = {
  starts: (file: Buffer) => boolean
  head: number
  parts: (file: Buffer) => Part[]
  /** Of these there is exactly one, and browsers take the size from it. */
  frame: RegExp
  /** What draws. Place and time of a photo, comments and whatever else may hide a page or a script are not it. */
  draws: RegExp
}

const formats: Record<PictureType, Format> = {
  'image/png': {
    starts: (file) => file.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n',
    head: 8,
    parts: pngParts,
    frame: /^IHDR$/,
    draws: /^(IHDR|PLTE|tRNS|sRGB|gAMA|IDAT|IEND)$/,
  },
  'image/jpeg': {
    starts: (file) => file.readUInt16BE(0) === 0xffd8,
    head: 2,
    parts: jpegParts,
    // Baseline, extended and progressive: what browsers draw.
    frame: /^c[012]$/,
    // APP14 says how the colours of some are stored.
    draws: /^(c[0124]|d[9abd]|dd|ee)$/,
  },
  'image/webp': {
    starts: (file) => /^RIFF.{4}WEBP$/s.test(file.toString('latin1', 0, 12)),
    head: 12,
    parts: webpParts,
    frame: /^VP8[ L]$/,
    draws: /^(VP8[ LX]|ALPH)$/,
  },
}

/** @returns `undefined` for what is not a whole picture of this type and of at most 1024 by 1024 pixels */
export function readPicture(type: string | undefined, file: unknown): Picture | undefined {
  const named = type?.split(';', 1)[0]?.trim().toLowerCase()
  const known = pictureTypes.find((one) => one === named)
  if (!known || !Buffer.isBuffer(file) || file.length < 16) return undefined
  const { starts, head, parts, frame, draws } = formats[known]
  if (!starts(file)) return undefined
  const found = parts(file)
  if (!isWhole(found, file.length) || found.filter(({ name }) => frame.test(name)).length !== 1)
    return undefined
  const drawn = found.filter(({ name }) => draws.test(name)).map(({ from, to }) => file.subarray(from, to))
  const bytes = Buffer.concat([file.subarray(0, head), ...drawn])
  if (known === 'image/webp') amendWebp(bytes)
  return fits(bytes) ? { type: known, bytes } : undefined
}

/** Of what was announced, only transparency is left. */
function amendWebp(file: Buffer): void {
  file.writeUInt32LE(file.length - 8, 4)
  if (file.toString('latin1', 12, 16) === 'VP8X') file[20] = file[20]! & 0x10
}

function fits(file: Buffer): boolean {
  try {
    const { width, height } = sizeOf(file)
    return [width, height].every((side) => side >= 1 && side <= largestPicture.side)
  } catch {
    return false
  }
}

/** Pixels. @throws when its header makes no sense, which `readPicture` has refused */
export const sizeOf = (file: Buffer): { width: number; height: number } => imageSize(file)
