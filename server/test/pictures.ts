/** Pictures as tests send them. */
import { crc32, deflateSync } from 'node:zlib'

const fromBase64 = (text: string) => Buffer.from(text, 'base64')

/** 8 by 8 pixels, with a JFIF header. */
export const jpeg = fromBase64(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqm' +
    'x5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIAAgD' +
    'ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAUEQEA' +
    'AAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQAya//9k=',
)
/** 8 by 8 pixels: lossy; lossless; and transparent, in the extended format. */
export const webp = fromBase64(
  'UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoIAAgAAgA0JaACdLoAA5gA/u8pR8TxdvIb/6MP/xpH/GkfDmAAAA==',
)
export const losslessWebp = fromBase64('UklGRhwAAABXRUJQVlA4TA8AAAAvB8ABEAcQUcQiBiKi/wEA')
export const extendedWebp = fromBase64(
  'UklGRooAAABXRUJQVlA4WAoAAAAQAAAABwAABwAAQUxQSCkAAAABP6CQbQTIn3YI90JERIqHQUhSTuEVUkghhRRSyP8oIvqf77mObRkBAABWUDgg' +
    'OgAAADACAJ0BKggACAACwEwlqAJ0a4D+AAW57WmgAP73nX4ljA09xcHoqg//y1TIjsP8bS8K8//tLP8VAAA=',
)

export function chunk(name: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** Of one grey; `more` are chunks before what draws. */
export function png(width = 8, height = 8, more: readonly Buffer[] = [], grey = 0): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const rows = Buffer.alloc((width + 1) * height, grey)
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0
  const drawn = [chunk('IHDR', head), ...more, chunk('IDAT', deflateSync(rows)), chunk('IEND')]
  return Buffer.concat([signature, ...drawn])
}

/** With another size in its frame header, which stands behind FF C0 and length. */
export function sizedJpeg(width: number, height: number): Buffer {
  const file = Buffer.from(jpeg)
  const frame = file.indexOf(Buffer.from([0xff, 0xc0]))
  file.writeUInt16BE(height, frame + 5)
  file.writeUInt16BE(width, frame + 7)
  return file
}

/** A segment before what draws: a comment (FE), Exif (E1). */
export function withSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 20), head, data, jpeg.subarray(20)])
}

/** A chunk behind what draws; the file's length is right. */
export function withWebpChunk(file: Buffer, name: string, data: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(data.length, 4)
  const all = Buffer.concat([file, head, data, Buffer.alloc(data.length % 2)])
  all.writeUInt32LE(all.length - 8, 4)
  return all
}
