/** Bytes of UTF-8 that a message may have, as the server counts them. */
const longest = 16_384
const encoder = new TextEncoder()

export const isTooLong = (body: string): boolean => encoder.encode(body).length > longest
