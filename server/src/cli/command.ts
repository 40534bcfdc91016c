import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { Provider } from '../directory/providers.ts'
import { readProviderId } from '../directory/providers.ts'
import type { Services } from '../services.ts'
import type { Settings } from '../settings.ts'

export type Command = {
  summary: string
  usage: string
  run(args: readonly string[], settings: () => Settings): Promise<void>
}

/** The command line itself is wrong: exit status 2. */
export class UsageError extends Error {}
/** Understood and refused: exit status 1. */
export class Refused extends Error {}

/** Parses options strictly. @throws UsageError */
export function readOptions<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** @throws UsageError when it is absent */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is required.`)
  return value
}

/** Opens the services on a migrated store, and closes them whatever happens. */
export async function withServices<T>(
  settings: Settings,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  // Loaded here: a mistake on the command line is told without waiting for the database and OpenID Connect.
  const { buildServices } = await import('../services.ts')
  // What fails beside the command fails the command too, which then says why.
  const services = buildServices(settings, { now: Date.now, onError: () => {} })
  try {
    await services.store.migrate()
    return await work(services)
  } finally {
    await services.close()
  }
}

/** @throws UsageError when it is not a Provider ID, Refused when there is no such provider */
export async function providerNamed({ providers }: Services, text: string): Promise<Provider> {
  const id = readProviderId(text)
  if (!id) throw new UsageError(`--provider must be a number such as 718, not "${text}".`)
  const provider = await providers.find(id)
  if (!provider) throw new Refused(`There is no provider ${id}. Make it with "koopid provider create".`)
  return provider
}

/** All of standard input, without its last line break. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

export const print = (json: boolean | undefined, value: unknown, text: string): void =>
  console.log(json ? JSON.stringify(value, null, 2) : text)
