import type { ConnectionChecks } from '@koopid/contract'
import type { Provider } from '../directory/providers.ts'
import type { Services } from '../services.ts'
import {
  type Command,
  print,
  providerNamed,
  Refused,
  readOptions,
  readStandardInput,
  required,
  UsageError,
  withServices,
} from './command.ts'

const operator = 'operator'

export const setConnection: Command = {
  summary: 'Saves a provider’s Okta connection; --activate runs the live checks and puts it in effect.',
  usage:
    "--provider 718 --okta-domain acme.okta.com --client-id 0oa… --email-format '*@acme.com' [--email-format …] [--client-secret-stdin] [--activate]",
  async run(args, settings) {
    const options = readOptions(args, {
      provider: { type: 'string' },
      'okta-domain': { type: 'string' },
      'client-id': { type: 'string' },
      'email-format': { type: 'string', multiple: true },
      'client-secret-stdin': { type: 'boolean' },
      activate: { type: 'boolean' },
    })
    const id = required(options.provider, 'provider')
    const emailFormats = options['email-format'] ?? []
    if (emailFormats.length === 0)
      throw new UsageError('--email-format is required, such as --email-format "*@acme.com".')
    const draft = {
      oktaDomain: required(options['okta-domain'], 'okta-domain'),
      clientId: required(options['client-id'], 'client-id'),
      emailFormats,
      ...(options['client-secret-stdin'] && { clientSecret: await readStandardInput() }),
    }
    await withServices(settings(), async (services) => {
      const provider = await providerNamed(services, id)
      await services.setup.saveDraft(provider, operator, draft)
      if (!options.activate) {
        console.log(
          `The connection of provider ${provider.id} is saved, not active. Add --activate, or test it in the portal.`,
        )
        return
      }
      const checks = await services.setup.activateChecked(provider, operator)
      if (!checks.passed) throw new Refused(`The connection is saved but not activated.\n${describe(checks)}`)
      console.log(`The connection of provider ${provider.id} is active.\n${describe(checks)}`)
    })
  },
}

export const showConnection: Command = {
  summary: 'Shows what is set, and the values that Okta needs.',
  usage: '--provider 718 [--json]',
  async run(args, settings) {
    const options = readOptions(args, { provider: { type: 'string' }, json: { type: 'boolean' } })
    await withServices(settings(), async (services) => {
      const provider = await providerNamed(services, required(options.provider, 'provider'))
      const page = await services.setup.page(provider)
      const rows = [
        ['Plan', `${provider.plan}${page.planIncludesSso ? '' : ' (without single sign-on)'}`],
        ...Object.entries(page.setup),
        ...(page.live
          ? [
              [
                'Live',
                `${page.live.active ? 'active' : 'inactive'}, ${page.live.oktaDomain}, ${page.live.clientId}, ${page.live.emailFormats.join(' ')}`,
              ],
            ]
          : [['Live', 'none']]),
        ...(page.draft
          ? [
              [
                'Draft',
                `${page.draft.oktaDomain}, ${page.draft.clientId}, ${page.draft.emailFormats.join(' ')}`,
              ],
            ]
          : []),
      ] as [string, string][]
      print(
        options.json,
        { provider, ...page },
        rows.map(([name, value]) => `${name.padEnd(22)} ${value}`).join('\n'),
      )
    })
  },
}

export const testConnection: Command = {
  summary: 'Runs the live checks against Okta.',
  usage: '--provider 718 [--json]',
  async run(args, settings) {
    const options = readOptions(args, { provider: { type: 'string' }, json: { type: 'boolean' } })
    await withServices(settings(), async (services) => {
      const provider = await providerNamed(services, required(options.provider, 'provider'))
      const checks = await checkSaved(services, provider)
      print(options.json, checks, describe(checks))
      if (!checks.passed) throw new Refused('At least one check failed.')
    })
  },
}

async function checkSaved({ setup }: Services, provider: Provider): Promise<ConnectionChecks> {
  const page = await setup.page(provider)
  const saved = page.draft ?? page.live
  if (!saved)
    throw new Refused(`Provider ${provider.id} has no connection yet. Set it with "koopid connection set".`)
  return setup.checkSaved(provider)
}

/** One line a check. */
export function describe(checks: ConnectionChecks): string {
  const marks = { passed: 'ok     ', failed: 'FAILED ', skipped: 'skipped' }
  return checks.checks
    .map(
      ({ name, outcome, detail, remedy }) =>
        `${marks[outcome]} ${name}: ${detail}${remedy ? ` ${remedy}` : ''}`,
    )
    .join('\n')
}
