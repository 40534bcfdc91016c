import type { World } from './world.ts'

/** As `npm start` sets it up: provider 719, connected to the Okta organization of Globex, which knows the app. */
export async function connectGlobex(world: World): Promise<void> {
  await run(world, [
    'provider',
    'create',
    '--id',
    '719',
    '--name',
    'Globex',
    '--plan',
    'enterprise',
    '--subdomain',
    'app',
  ])
  const connection = ['--okta-domain', world.org('globex'), '--client-id', '0oaglobexkoopid000719']
  await run(world, [
    'connection',
    'set',
    '--provider',
    '719',
    ...connection,
    '--email-format',
    '*@globex.com',
    '--activate',
  ])
}

/** Provider 718, not connected: where an administrator walks through the how-to. */
export async function addAcme(world: World, password: string): Promise<void> {
  await run(world, [
    'provider',
    'create',
    '--id',
    '718',
    '--name',
    'Acme',
    '--plan',
    'business',
    '--subdomain',
    'us-east.app',
  ])
  await addAdministrator(world, '718', 'Acme', password)
}

/** A local administrator, such as admin@acme.example. */
export async function addAdministrator(
  world: World,
  provider: string,
  name: string,
  password: string,
): Promise<void> {
  const who = ['--email', `admin@${name.toLowerCase()}.example`, '--name', `${name} Administrator`]
  await run(world, ['admin', 'create', '--provider', provider, ...who, '--password-stdin'], `${password}\n`)
}

async function run(world: World, args: string[], input = ''): Promise<void> {
  const { status, stderr } = await world.koopid(args, input)
  if (status !== 0) throw new Error(`koopid ${args.join(' ')}: ${stderr}`)
}
