import type { ConversationDetail } from '@koopid/contract'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useDesk } from '../desk-context.ts'
import { useSayTyping } from '../live/use-say-typing.ts'
import { focusDesktop } from '../use-kept-focus.ts'
import { bytesOf, longest } from './byte-count.tsx'
import { filled, type Option, type Token } from './completion.ts'
import { listenComposer } from './composer-bus.ts'
import { useCompletion } from './use-completion.ts'
import { useDraft } from './use-draft.ts'

/** What is being written, and what the keys do with it. */
export function useComposer(detail: ConversationDetail) {
  const { conversation } = detail
  const { me, outbox } = useDesk()
  const field = useRef<HTMLTextAreaElement>(null)
  const { draft, setDraft } = useDraft(detail)
  const mentioned = useRef(new Map<string, string>())
  const typing = useSayTyping(conversation.id, draft.kind === 'agent')
  const setBody = (body: string) => setDraft({ ...draft, body })
  const names = { customer: conversation.customer.name, agent: me.name }
  const onChosen = (option: Option, { trigger }: Token): Option => {
    if (trigger === '/') return { ...option, insert: filled(option.insert, names) }
    mentioned.current.set(option.id, option.insert)
    return option
  }
  const team = conversation.team.id
  const completion = useCompletion({ field, kind: draft.kind, team, onText: setBody, onChosen })

  // From the tools, the shortcuts and the command bar.
  useEffect(() =>
    listenComposer(({ kind, insert }) => {
      setDraft((now) => ({
        kind: kind ?? now.kind,
        body: insert ? [now.body.trimEnd(), filled(insert, names)].filter(Boolean).join('\n') : now.body,
      }))
      const focus = () => field.current?.focus()
      // At once, for whoever types on; and again when a dialog has closed over it.
      focus()
      requestAnimationFrame(focus)
    }),
  )

  const body = draft.body.trim()
  const sendable = body !== '' && bytesOf(body) <= longest
  const send = () => {
    if (!sendable) return
    const mentions = [...mentioned.current].filter(([, name]) => body.includes(name)).map(([id]) => id)
    outbox.send(
      conversation.id,
      draft.kind === 'note' ? { kind: 'note', body, mentions } : { kind: 'agent', body },
    )
    mentioned.current.clear()
    typing.stop()
    completion.close()
    setBody('')
  }
  const onType = (text: string) => {
    setBody(text)
    typing.typed()
    completion.look()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (completion.onKey(event)) return
    if (event.key === 'Escape') focusDesktop()
    // Enter that ends the composition of a character is not meant for us.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return { field, draft, setDraft, completion, sendable, send, onType, onKeyDown }
}
export type ComposerControl = ReturnType<typeof useComposer>
