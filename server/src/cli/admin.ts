import { readEmail } from '../directory/email.ts'
import { hashPassword, passwordProblem } from '../directory/passwords.ts'
import { createAdministrator, emailIsTaken } from '../directory/people.ts'
import {
  type Command,
  providerNamed,
  Refused,
  readOptions,
  readStandardInput,
  required,
  UsageError,
  withServices,
} from './command.ts'

export const createAdmin: Command = {
  summary: 'Creates a local administrator of a provider, who signs in with a password.',
  usage: '--provider 718 --email … --name … --password-stdin',
  async run(args, settings) {
    const options = readOptions(args, {
      provider: { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      'password-stdin': { type: 'boolean' },
    })
    const email = readEmail(required(options.email, 'email'))
    if ('refusal' in email) throw new UsageError('--email is not an e-mail address.')
    const name = required(options.name, 'name').trim().slice(0, 120)
    if (!options['password-stdin'])
      throw new UsageError('--password-stdin is required: the password is read from standard input.')
    const id = required(options.provider, 'provider')
    const password = await readStandardInput()
    const problem = passwordProblem(password)
    if (problem) throw new Refused(`The password cannot be used. ${problem}`)
    const hash = await hashPassword(password)
    await withServices(settings(), async (services) => {
      const provider = await providerNamed(services, id)
      const profile = { name, email: email.email, username: email.email }
      await services.store.transaction(provider.id, async (store) => {
        if (await emailIsTaken(store, profile.email))
          throw new Refused(`${profile.email} is taken at provider ${provider.id}.`)
        await createAdministrator(store, Date.now(), profile, hash)
      })
      console.log(
        `${profile.email} administers provider ${provider.id} at ${services.signIn.origins.origin(provider.subdomain)}/login.`,
      )
    })
  },
}
