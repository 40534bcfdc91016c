import { z } from 'zod'

/**
 * What a person wrote or pasted. NUL is left out: PostgreSQL cannot hold it, and who pasted it cannot see it to take it
 * out. Half a surrogate pair becomes U+FFFD, which is what UTF-8 makes of it anyway.
 */
export const writtenText = () => z.string().overwrite((text) => text.replaceAll('\0', '').toWellFormed())

/** An id or another name among programs. What cannot be kept is refused: without it another one would be meant. */
export const idText = (most = 60) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'May not hold NUL or half a character')
