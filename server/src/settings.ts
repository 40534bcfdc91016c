import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ipaddr from 'ipaddr.js'

/** A secret that prints as `[secret]`, so that no log line or dump can hold it. */
export class Secret {
  readonly #bytes: Buffer
  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }
  reveal(): Buffer {
    return this.#bytes
  }
  toString(): string {
    return '[secret]'
  }
  toJSON(): string {
    return '[secret]'
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]'
  }
}

export type DatabaseSetting = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string }

export type Settings = Readonly<{
  /** Scheme, base host and port that portal origins are built from; never the `Host` header. */
  publicUrl: URL
  listen: { host: string; port: number }
  database: DatabaseSetting
  /** First key encrypts, all decrypt. */
  secretKeys: readonly Secret[]
  unsafeLoopbackIssuers: boolean
  trustedProxies: readonly string[]
  /** Open sockets of one client address. */
  socketsPerAddress: number
  brandName: string
}>

/** One line per variable: the table in `docs/settings.md` is generated from it. */
export const settingsTable = [
  [
    'KOOPID_PUBLIC_URL',
    'http://localhost:3000',
    'Scheme, base host and port of the portals, such as `https://koopid.ai`.',
  ],
  ['KOOPID_LISTEN', '127.0.0.1:3000', 'Bind address, `host:port`.'],
  ['KOOPID_DATABASE_URL', 'sqlite:./data/koopid.db', '`sqlite:<path>` or `postgres://…`.'],
  [
    'KOOPID_SECRET_KEY',
    'generated into the data folder when the public URL is a loopback one; required otherwise',
    '32 bytes, base64; encrypts secrets at rest. A list `new,old` rotates.',
  ],
  [
    'KOOPID_UNSAFE_LOOPBACK_ISSUERS',
    'false',
    '`true` lets a connection name an http issuer under `localhost`; refused when the public URL is not loopback.',
  ],
  [
    'KOOPID_TRUSTED_PROXIES',
    'none',
    'Addresses or CIDR blocks, comma separated, whose forwarding headers count.',
  ],
  [
    'KOOPID_SOCKETS_PER_ADDRESS',
    '500',
    'Desktops, statusboards and widgets that may be open from one client address, such as that of an office.',
  ],
  ['KOOPID_BRAND_NAME', 'Koopid AI', 'The name people see.'],
] as const

/** Every mistake at once, one sentence each, naming the variable. */
export class SettingsError extends Error {
  readonly mistakes: readonly string[]
  constructor(mistakes: readonly string[]) {
    super(`Settings cannot be used:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`)
    this.mistakes = mistakes
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the process environment. The only place in the product that does. */
export const settingsFromEnvironment = (): Settings => readSettings(process.env)

/** Turns environment variables into frozen settings. @throws SettingsError naming every mistake. */
export function readSettings(env: Environment): Settings {
  const mistakes: string[] = []
  const attempt = <T>(fallback: T, read: () => T): T => {
    try {
      return read()
    } catch (error) {
      mistakes.push((error as Error).message)
      return fallback
    }
  }
  const publicUrl = attempt(new URL('http://localhost:3000'), () => readPublicUrl(env))
  const loopback = isLoopbackName(publicUrl.hostname)
  const database = attempt<DatabaseSetting>({ kind: 'sqlite', path: ':memory:' }, () => readDatabase(env))
  const settings: Settings = {
    publicUrl,
    listen: attempt({ host: '', port: 0 }, () => readListen(env)),
    database,
    secretKeys: attempt([], () => readSecretKeys(env, loopback, database)),
    unsafeLoopbackIssuers: attempt(false, () => readLoopbackIssuers(env, loopback)),
    trustedProxies: attempt([], () => readTrustedProxies(env)),
    socketsPerAddress: attempt(0, () => readSocketsPerAddress(env)),
    brandName: (env.KOOPID_BRAND_NAME ?? '').trim() || 'Koopid AI',
  }
  if (mistakes.length > 0) throw new SettingsError(mistakes)
  return Object.freeze(settings)
}

/** `localhost` and every name under it are loopback (RFC 6761 section 6.3). */
export const isLoopbackName = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')

function readPublicUrl(env: Environment): URL {
  const text = env.KOOPID_PUBLIC_URL || 'http://localhost:3000'
  const example = 'an origin such as https://koopid.ai'
  if (!URL.canParse(text)) throw new Error(`KOOPID_PUBLIC_URL must be ${example}, not "${text}".`)
  const url = new URL(text)
  const plain = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  if (!['http:', 'https:'].includes(url.protocol) || !plain)
    throw new Error(`KOOPID_PUBLIC_URL must be ${example}, without path, query or credentials.`)
  if (ipaddr.isValid(url.hostname.replace(/^\[|\]$/g, '')))
    throw new Error(`KOOPID_PUBLIC_URL must name a host, since subdomains are put before it: ${example}.`)
  if (url.protocol === 'http:' && !isLoopbackName(url.hostname))
    throw new Error(`KOOPID_PUBLIC_URL must use https unless it is under localhost.`)
  return url
}

function readListen(env: Environment): { host: string; port: number } {
  const text = env.KOOPID_LISTEN || '127.0.0.1:3000'
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text)
  const port = Number(match?.[3])
  if (!match || port > 65535)
    throw new Error(`KOOPID_LISTEN must be host:port, such as 127.0.0.1:3000, not "${text}".`)
  return { host: (match[1] ?? match[2])!, port }
}

function readDatabase(env: Environment): DatabaseSetting {
  const text = env.KOOPID_DATABASE_URL || 'sqlite:./data/koopid.db'
  if (text.startsWith('sqlite:') && text.length > 7) return { kind: 'sqlite', path: text.slice(7) }
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return { kind: 'postgres', url: text }
  throw new Error('KOOPID_DATABASE_URL must be sqlite:<path> or postgres://user:password@host/database.')
}

function readSecretKeys(env: Environment, loopback: boolean, database: DatabaseSetting): Secret[] {
  const text = env.KOOPID_SECRET_KEY?.trim()
  if (!text) {
    if (loopback) return [new Secret(localKey(database))]
    throw new Error(
      'KOOPID_SECRET_KEY is required: 32 bytes in base64, made for example with `openssl rand -base64 32`.',
    )
  }
  return text.split(',').map((part) => {
    const bytes = Buffer.from(part.trim(), 'base64')
    if (bytes.length !== 32)
      throw new Error('KOOPID_SECRET_KEY must be 32 bytes in base64; a list "new,old" rotates.')
    return new Secret(bytes)
  })
}

/** The key of a local installation, made once and kept beside the data. */
function localKey(database: DatabaseSetting): Buffer {
  const folder =
    database.kind === 'sqlite' && database.path !== ':memory:' ? dirname(database.path) : './data'
  if (database.kind === 'sqlite' && database.path === ':memory:') return randomBytes(32)
  const file = join(folder, 'secret.key')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
}

function readLoopbackIssuers(env: Environment, loopback: boolean): boolean {
  const text = env.KOOPID_UNSAFE_LOOPBACK_ISSUERS || 'false'
  if (text !== 'true' && text !== 'false')
    throw new Error('KOOPID_UNSAFE_LOOPBACK_ISSUERS must be true or false.')
  if (text === 'true' && !loopback)
    throw new Error(
      'KOOPID_UNSAFE_LOOPBACK_ISSUERS=true is refused unless KOOPID_PUBLIC_URL is under localhost.',
    )
  return text === 'true'
}

function readTrustedProxies(env: Environment): string[] {
  const parts = (env.KOOPID_TRUSTED_PROXIES ?? '').split(',').map((part) => part.trim())
  const addresses = parts.filter((part) => part !== '' && part !== 'none')
  for (const address of addresses)
    if (!ipaddr.isValid(address) && !ipaddr.isValidCIDR(address))
      throw new Error(`KOOPID_TRUSTED_PROXIES must list addresses or CIDR blocks; "${address}" is neither.`)
  return addresses
}

function readSocketsPerAddress(env: Environment): number {
  const text = env.KOOPID_SOCKETS_PER_ADDRESS || '500'
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new Error(`KOOPID_SOCKETS_PER_ADDRESS must be a number from 1 to 999999, not "${text}".`)
  return Number(text)
}
