/** `koopid …`: thin; each command calls what the portal calls. Exit status 0 done, 1 refused or failed, 2 wrong usage. */
import { failures } from '@koopid/contract'
import { AppError } from '../http/errors.ts'
import { SettingsError, settingsFromEnvironment } from '../settings.ts'
import { createAdmin } from './admin.ts'
import { createChannel, listChannels } from './channel.ts'
import { type Command, Refused, UsageError } from './command.ts'
import { setConnection, showConnection, testConnection } from './connection.ts'
import { doctor } from './doctor.ts'
import { createProvider, listProviders, setProvider } from './provider.ts'
import { startServer } from './serve.ts'
import { showTrace } from './trace.ts'

const commands: Record<string, Command> = {
  serve: startServer,
  'provider create': createProvider,
  'provider list': listProviders,
  'provider set': setProvider,
  'connection set': setConnection,
  'connection show': showConnection,
  'connection test': testConnection,
  'admin create': createAdmin,
  'channel create': createChannel,
  'channel list': listChannels,
  'trace show': showTrace,
  doctor,
}

const usage = `Usage: koopid <command> [options]

${Object.entries(commands)
  .map(([name, { summary, usage: options }]) => `  ${`${name} ${options}`.trim()}\n      ${summary}`)
  .join('\n')}

Settings come from the environment (KOOPID_…); see docs/settings.md.`

async function run(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    console.log(usage)
    return args.length === 0 ? 2 : 0
  }
  const name = [args.slice(0, 2).join(' '), args[0]!].find((candidate) => Object.hasOwn(commands, candidate))
  if (!name) throw new UsageError(`There is no command "${args.slice(0, 2).join(' ')}".`)
  await commands[name]!.run(args.slice(name.split(' ').length), settingsFromEnvironment)
  return 0
}

/** One line first: what was refused, and what to do. */
function report(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\nRun "koopid --help" for the commands.`)
    return 2
  }
  if (error instanceof AppError) {
    const { sentence, remedy } = failures[error.code]
    console.error(`${error.detail ?? sentence} (${error.code})\n${remedy}`)
    for (const [fact, value] of Object.entries(error.facts)) console.error(`  ${fact}: ${value}`)
    return 1
  }
  if (error instanceof Refused || error instanceof SettingsError) console.error(error.message)
  else console.error(`koopid failed: ${whatHappened(error)}`)
  return 1
}

/** The messages of an error and its causes on one line; the stack only where a program is wrong, not its surroundings. */
function whatHappened(error: unknown): string {
  const chain: Error[] = []
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause) chain.push(each)
  if (chain.length === 0) return String(error)
  const outside = chain.some((each) => typeof (each as { code?: unknown }).code === 'string')
  return [
    chain.map((each) => each.message || each.name).join(': '),
    ...(outside ? [] : [chain[0]!.stack]),
  ].join('\n')
}

process.exitCode = await run(process.argv.slice(2)).catch(report)
