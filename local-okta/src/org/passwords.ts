import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto'

const LENGTH = 32

/** `scrypt$salt$hash`, both base64url. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64url')}$${scryptSync(password, salt, LENGTH).toString('base64url')}`
}

/** Takes as long for an unknown person as for a known one, so that sign-in does not tell who exists. */
export function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, salt, hash] = (stored ?? 'scrypt$AAAAAAAAAAAAAAAAAAAAAA$').split('$')
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(salt!, 'base64url'), LENGTH, (error, actual) => {
      if (error) return reject(error)
      const expected = Buffer.from(hash!, 'base64url')
      resolve(expected.length === LENGTH && timingSafeEqual(expected, actual))
    })
  })
}
