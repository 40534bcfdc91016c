import { serve } from '../serve.ts'
import { type Command, readOptions } from './command.ts'

export const startServer: Command = {
  summary: 'Brings the database up to date, then serves.',
  usage: '',
  async run(args, settings) {
    readOptions(args, {})
    await serve(settings())
  },
}
