/** Pictures on the wire: how one arrives, how one goes out, and what is said of a file that is none. */
import { largestPicture } from '@koopid/contract'
import { AppError } from './errors.ts'
import type { Reply, Server } from './types.ts'

export type SentPicture = { type: string; bytes: Uint8Array; version: string | null }

/** For a scope of its own: nowhere else needs anybody to send anything but JSON. */
export function takePictures(scope: Server): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: largestPicture.bytes },
    (_request, body, done) => done(null, body),
  )
}

/** @param wanted the version in the address @param held the tag that the browser has it under */
export function sendPicture(
  reply: Reply,
  { type, bytes, version }: SentPicture,
  { wanted, held }: { wanted: string | undefined; held: string | undefined },
): Reply {
  const tag = `"${version}"`
  reply.headers({
    // A picture is never a page, also for who opens it as one.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'content-disposition': 'inline',
    // Who signs in after somebody else in the same browser is not shown what that one could see.
    vary: 'cookie',
    'cache-control': wanted === version ? 'private, max-age=604800, immutable' : 'private, no-cache',
    etag: tag,
  })
  if (held === tag) return reply.code(304).send()
  return reply.type(type).send(Buffer.from(bytes))
}

/** @param field what the file was to be */
export const notAPicture = (field: string): AppError => {
  const { side } = largestPicture
  const message = `A picture is a PNG, JPEG or WebP file of at most ${side} by ${side} pixels, and nothing else.`
  return new AppError('request.invalid', { detail: message, fields: [{ field, message }] })
}
