import { useEffect } from 'react'
import type { ToHost } from '../launcher/messages.ts'
import type { Chat } from './chat.ts'
import type { Kept } from './kept.ts'
import { afterVisible } from './visible-time.ts'

/** Milliseconds for which who answered one greeting, by opening the chat or closing it, is not invited with it again. */
const answerLasts = 30 * 86_400_000

export type Invitations = ReturnType<typeof invitationsIn>

/** What this browser remembers of invitations, beside the customer's token. */
export function invitationsIn(kept: Kept, scope: string, now: () => number = Date.now) {
  const key = `koopid-invitation:${scope}`
  return {
    isAnswered(greeting: string): boolean {
      try {
        const last = JSON.parse(kept.getItem(key) ?? 'null')
        return last?.greeting === greeting && now() - last.at < answerLasts
      } catch {
        return false
      }
    },
    answer: (greeting: string) => kept.setItem(key, JSON.stringify({ greeting, at: now() })),
  }
}

/**
 * What the launcher shows now, or nothing: for a customer who has written, who answered it before, or whom nobody would
 * answer. Only when all else speaks for it is the server asked whether somebody is there.
 */
export async function greetingFor(chat: Chat, invitations: Invitations): Promise<string | undefined> {
  const before = chat.view().channel
  if (!before || chat.isKnown() || invitations.isAnswered(before.greeting)) return
  const channel = await chat.loadChannel()
  if (!channel?.online || channel.inviteAfter === null || !channel.greeting.trim()) return
  return chat.isKnown() || invitations.isAnswered(channel.greeting) ? undefined : channel.greeting
}

type Use = {
  chat: Chat
  invitations: Invitations
  open: boolean
  tell: ((message: ToHost) => void) | undefined
}

/** Invites once on a page. The launcher shows it only while the chat is closed. */
export function useInvitation({ chat, invitations, open, tell }: Use): void {
  const { inviteAfter, greeting } = chat.view().channel ?? {}
  useEffect(() => {
    // Whoever opened the chat knows where it is.
    if (open && inviteAfter && greeting) invitations.answer(greeting)
  }, [open, inviteAfter, greeting, invitations])
  useEffect(() => {
    if (!inviteAfter || !tell) return
    return afterVisible(inviteAfter * 1000, async () => {
      const text = await greetingFor(chat, invitations)
      if (text) tell({ koopid: 'invite', greeting: text })
    })
  }, [chat, invitations, inviteAfter, tell])
}
