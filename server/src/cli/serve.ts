import { type Command, readOptions } from './command.ts'

export const startServer: Command = {
  summary: 'Brings the database up to date, then serves.',
  usage: '',
  async run(args, settings) {
    readOptions(args, {})
    // Only this command needs the web server.
    const { serve } = await import('../serve.ts')
    await serve(settings())
  },
}
