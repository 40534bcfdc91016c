import type { Services } from '../services.ts'
import { type Command, print, Refused, readOptions, withServices } from './command.ts'

type Finding = { name: string; ok: boolean; detail: string }

/** Checks settings, store, clock, keys and every connection; says what is wrong, changes nothing. */
export const doctor: Command = {
  summary: 'Checks settings, store, clock, keys, and every connection.',
  usage: '[--json]',
  async run(args, readSettings) {
    const options = readOptions(args, { json: { type: 'boolean' } })
    const settings = readSettings()
    const findings: Finding[] = [
      { name: 'settings', ok: true, detail: `portals under ${settings.publicUrl.origin}` },
    ]
    await withServices(settings, async (services) => {
      await services.store.ping()
      findings.push({ name: 'store', ok: true, detail: `${services.store.engine}, schema up to date` })
      findings.push(clock(), await sealedSecrets(services), ...(await connections(services)))
    })
    const lines = findings.map(({ name, ok, detail }) => `${ok ? 'ok    ' : 'FAILED'} ${name}: ${detail}`)
    print(options.json, findings, lines.join('\n'))
    const bad = findings.filter((finding) => !finding.ok)
    if (bad.length > 0) throw new Refused(`${bad.length} of ${findings.length} checks failed.`)
  },
}

/** A clock far off refuses every ID token; the build is younger than its sources. */
function clock(): Finding {
  const ok = Date.now() > Date.parse('2026-01-01')
  return { name: 'clock', ok, detail: new Date().toISOString() }
}

/** Every sealed client secret must open with a key of KOOPID_SECRET_KEY. */
async function sealedSecrets({ connections, sealing }: Services): Promise<Finding> {
  const sealed = (await connections.allLive()).filter((connection) => connection.clientSecret !== null)
  const lost = sealed.filter(
    (connection) => sealing.open('client-secret', connection.clientSecret!) === undefined,
  )
  return {
    name: 'keys',
    ok: lost.length === 0,
    detail:
      lost.length === 0
        ? `${sealed.length} client secrets open`
        : `the client secrets of providers ${lost.map((c) => c.providerId).join(', ')} need a key that KOOPID_SECRET_KEY lacks`,
  }
}

async function connections({ connections: all, providers, setup }: Services): Promise<Finding[]> {
  const live = (await all.allLive()).filter((connection) => connection.active)
  return Promise.all(
    live.map(async ({ providerId }) => {
      const provider = (await providers.find(providerId))!
      const { passed, checks } = await setup.checkSaved(provider, 'live')
      const failed = checks.filter((check) => check.outcome === 'failed')
      const detail = passed ? 'Okta answers as expected' : failed.map((check) => check.detail).join(' ')
      return { name: `connection ${providerId}`, ok: passed, detail }
    }),
  )
}
