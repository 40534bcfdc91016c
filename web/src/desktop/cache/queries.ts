import type { ConversationPage, ListName } from '@koopid/contract'
import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { desk } from '../../api/desk.ts'

export type ListData = InfiniteData<ConversationPage, string | undefined>

/** What the socket keeps up to date is asked for once; what it missed is asked for when it is back. */
const kept = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const

export const listQuery = (list: ListName, search = '') =>
  infiniteQueryOptions({
    queryKey: ['conversations', list, search],
    queryFn: ({ pageParam, signal }) => desk.list(list, search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    ...kept,
    // Others write these two, and not everything in them is told.
    ...(list === 'history' || list === 'mentions' ? { staleTime: 15_000 } : {}),
  })

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id],
    queryFn: ({ signal }) => desk.conversation(id, signal),
    ...kept,
  })

export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: ({ signal }) => desk.agents(signal),
  ...kept,
})

export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: ({ signal }) => desk.tags(signal),
  ...kept,
})

export const cannedRepliesQuery = queryOptions({
  queryKey: ['canned-replies'],
  queryFn: ({ signal }) => desk.cannedReplies(signal),
  ...kept,
})

export const deskSettingsQuery = queryOptions({
  queryKey: ['desk-settings'],
  queryFn: ({ signal }) => desk.settings(signal),
  ...kept,
})

/** New ones for every message of the customer. */
export const suggestionsQuery = (id: string, seq: number) =>
  queryOptions({
    queryKey: ['suggestions', id, seq],
    queryFn: ({ signal }) => desk.suggestions(id, signal),
    ...kept,
  })

export const relatedQuery = (id: string) =>
  queryOptions({ queryKey: ['related', id], queryFn: ({ signal }) => desk.related(id, signal) })

export const searchQuery = (text: string) =>
  queryOptions({ queryKey: ['search', text], queryFn: ({ signal }) => desk.search(text, signal) })

export const openQuery = queryOptions({
  queryKey: ['open'],
  queryFn: ({ signal }) => desk.open(signal),
  staleTime: 0,
  gcTime: 0,
})
