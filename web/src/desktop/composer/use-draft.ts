import type { ConversationDetail } from '@koopid/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type DraftKind, desk } from '../../api/desk.ts'

type Draft = { kind: DraftKind; body: string }
const pause = 800
const empty: Draft = { kind: 'agent', body: '' }
const same = (a: Draft, b: Draft) => a.body === b.body && (a.kind === b.kind || a.body === '')

/** What is being written, kept on the server for when one comes back to it, here or on another machine. */
export function useDraft({ conversation: { id }, draft: stored }: ConversationDetail) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>(stored ?? empty)
  const saved = useRef<Draft>(stored ?? empty)
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  })

  const save = useCallback(() => {
    const next = latest.current
    if (same(next, saved.current)) return
    const before = saved.current
    saved.current = next
    queries.setQueryData<ConversationDetail>(['conversation', id], (detail) =>
      detail ? { ...detail, draft: next.body ? next : null } : detail,
    )
    // Saved with the next pause instead.
    desk.draft(id, next).catch(() => {
      saved.current = before
    })
  }, [id, queries])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the pause starts anew with every change
  useEffect(() => {
    const timer = setTimeout(save, pause)
    return () => clearTimeout(timer)
  }, [draft, save])

  useEffect(() => {
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [save])

  return { draft, setDraft }
}
