import { desktop } from '../../phrases/desktop.ts'

const names = desktop.shortcuts

/** One thing that can be done: with a key, from the command bar, or both. */
export type Command = { id: CommandId; run: () => void }
export type CommandId = keyof typeof keysOf

/** Every shortcut; two keys are typed one after the other. */
export const keysOf = {
  help: '?',
  commandBar: 'Mod+k',
  toggleStatus: 'g a',
  toggleSound: 'm',
  settings: ',',
  next: 'j',
  previous: 'k',
  mine: 'g m',
  queue: 'g q',
  mentions: 'g n',
  history: 'g h',
  filter: '/',
  leave: 'u',
  reply: 'r',
  note: 'n',
  take: 't',
  close: 'e',
  requeue: 'b',
  reopen: 'o',
  customer: 'i',
  related: 'p',
  transfer: 'x',
  suggestions: 's',
  tags: 'l',
} as const

export const commandIds = Object.keys(keysOf) as CommandId[]
export const commandName = (id: CommandId) => names[id]

export const asShortcuts = (commands: Command[]): Record<string, () => void> =>
  Object.fromEntries(commands.map(({ id, run }) => [keysOf[id], run]))
