import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { DraftKind } from '../../api/desk.ts'
import { agentsQuery, cannedRepliesQuery } from '../cache/queries.ts'
import { useDesk } from '../desk-context.ts'
import { completed, matching, type Option, type Token, tokenAt } from './completion.ts'

type Options = {
  field: RefObject<HTMLTextAreaElement | null>
  kind: DraftKind
  team: string
  onText: (text: string) => void
  onChosen: (option: Option, token: Token) => Option
}

/** `/` offers canned replies, `@` in a note colleagues. */
export function useCompletion({ field, kind, team, onText, onChosen }: Options) {
  const [token, setToken] = useState<Token>()
  const [active, setActive] = useState(0)
  const { options, loading } = useOptions(token?.trigger, team)
  const shown = useMemo(() => (token ? matching(options, token.text) : []), [token, options])

  const look = () => {
    const at = field.current
    if (!at) return
    setToken(tokenAt(at.value, at.selectionStart, kind === 'note' ? '/@' : '/'))
    setActive(0)
  }
  const close = () => setToken(undefined)
  const choose = (option: Option | undefined) => {
    const at = field.current
    if (!token || !at || !option) return
    const next = completed(at.value, token, onChosen(option, token).insert)
    // Before the next key, or what is typed on goes to a caret that jumps back into it.
    flushSync(() => {
      onText(next.text)
      close()
    })
    at.focus()
    at.setSelectionRange(next.caret, next.caret)
  }
  /** Whether the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!token) return false
    const chooses = (event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab'
    if (event.key === 'Escape') close()
    // Enter is meant for the list that is on its way, too: a shortcut is nothing for a customer to read.
    else if (shown.length === 0 && !(loading && chooses)) return false
    else if (event.key === 'ArrowDown') setActive((active + 1) % shown.length)
    else if (event.key === 'ArrowUp') setActive((active + shown.length - 1) % shown.length)
    else if (chooses) choose(shown[active])
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { token, shown, loading, active, look, close, choose, onKey }
}
export type Completion = ReturnType<typeof useCompletion>

function useOptions(trigger: Token['trigger'] | undefined, team: string) {
  const { me } = useDesk()
  // At once, not with the first slash: whoever knows the shortcuts is faster than the network.
  const replies = useQuery(cannedRepliesQuery)
  const agents = useQuery({ ...agentsQuery, enabled: trigger === '@' })
  const options = useMemo((): Option[] => {
    if (trigger === '/')
      return (replies.data?.replies ?? [])
        .filter((reply) => reply.team === null || reply.team === team)
        .map(({ id, title, shortcut, body }) => ({ id, label: shortcut, detail: title, insert: body }))
    if (trigger === '@')
      return (agents.data?.agents ?? [])
        .filter(({ id }) => id !== me.id)
        .map(({ id, name }) => ({ id, label: name, detail: '', insert: `@${name}` }))
    return []
  }, [trigger, team, replies.data, agents.data, me.id])
  return { options, loading: trigger === '/' ? replies.isLoading : agents.isLoading }
}
