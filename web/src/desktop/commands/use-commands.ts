import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { conversationQuery } from '../cache/queries.ts'
import { askComposer } from '../composer/composer-bus.ts'
import { useDesk } from '../desk-context.ts'
import type { Shown } from '../dialogs.tsx'
import type { ListControl } from '../list/use-list.ts'
import type { AlertSound } from '../sound/use-alert-sound.ts'
import type { ConversationActions } from '../thread/actions.ts'
import type { ToolName } from '../tools/tool-names.ts'
import type { StatusControl } from '../use-agent-status.ts'
import type { Command } from './commands.ts'

type Options = {
  openId: string | undefined
  list: ListControl
  actions: ConversationActions
  status: StatusControl
  sound: AlertSound
  filterRef: RefObject<HTMLInputElement | null>
  onGoAvailable: () => void
  onShow: (what: Shown) => void
  onTool: (name: ToolName) => void
}

/** What can be done now: the shortcuts and the command bar offer the same. */
export function useCommands(options: Options): Command[] {
  return [...always(options), ...useListCommands(options), ...useConversationCommands(options)]
}

function always({ status, sound, onGoAvailable, onShow }: Options): Command[] {
  return [
    { id: 'help', run: () => onShow('help') },
    { id: 'commandBar', run: () => onShow('commands') },
    {
      id: 'toggleStatus',
      run: () => (status.current === 'available' ? status.change('away') : onGoAvailable()),
    },
    { id: 'toggleSound', run: () => sound.setMuted(sound.wanted) },
    { id: 'settings', run: () => onShow('settings') },
  ]
}

function useListCommands({ openId, list, filterRef }: Options): Command[] {
  const { open } = useDesk()
  const step = (by: number) => {
    const at = list.rows.findIndex(({ id }) => id === openId)
    const next = list.rows[at < 0 ? 0 : at + by]
    if (next) open(next.id)
  }
  return [
    { id: 'next', run: () => step(1) },
    { id: 'previous', run: () => step(-1) },
    { id: 'mine', run: () => list.show('mine') },
    { id: 'queue', run: () => list.show('queue') },
    { id: 'mentions', run: () => list.show('mentions') },
    { id: 'history', run: () => list.show('history') },
    { id: 'filter', run: () => filterRef.current?.focus() },
  ]
}

function useConversationCommands({ openId, actions, onTool }: Options): Command[] {
  const { open, me } = useDesk()
  const { data } = useQuery({ ...conversationQuery(openId ?? ''), enabled: openId !== undefined })
  if (!openId || !data) return []
  const { conversation } = data
  const mine = conversation.status === 'assigned' && conversation.assignee?.id === me.id
  const tools: ToolName[] = ['customer', 'related', 'suggestions', 'tags']
  return [
    { id: 'leave', run: () => open(undefined) },
    ...(mine ? writing : []),
    ...actions.allowed(conversation).map(
      (name): Command => ({
        id: name === 'takeOver' ? 'take' : name,
        run: () => actions.run(conversation.id, name),
      }),
    ),
    ...(mine ? [...tools, 'transfer' as const] : tools).map(
      (id): Command => ({
        id: id as 'customer' | 'related' | 'suggestions' | 'tags' | 'transfer',
        run: () => onTool(id),
      }),
    ),
  ]
}

const writing: Command[] = [
  { id: 'reply', run: () => askComposer({ kind: 'agent' }) },
  { id: 'note', run: () => askComposer({ kind: 'note' }) },
]
