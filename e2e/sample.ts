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
  const admin = ['--email', 'admin@acme.example', '--name', 'Acme Administrator', '--password-stdin']
  await run(world, ['admin', 'create', '--provider', '718', ...admin], `${password}\n`)
}

async function run(world: World, args: string[], input = ''): Promise<void> {
  const { status, stderr } = await world.koopid(args, input)
  if (status !== 0) throw new Error(`koopid ${args.join(' ')}: ${stderr}`)
}
