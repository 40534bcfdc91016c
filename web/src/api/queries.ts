import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query'
import { api, type PeopleFilter, type TracesFilter } from './client.ts'
import { asProblem } from './problem.ts'

export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // Only what can pass by itself is worth asking again.
        retry: (failures, error) => {
          const { status } = asProblem(error)
          return failures < 1 && (status === 0 || status >= 502)
        },
        retryDelay: 800,
      },
    },
  })

export const brandQuery = queryOptions({
  queryKey: ['brand'],
  queryFn: ({ signal }) => api.brand(signal),
  staleTime: Number.POSITIVE_INFINITY,
})

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.session(signal),
  // Coming back to the window is when an ended session must show.
  refetchOnWindowFocus: 'always',
  refetchInterval: 120_000,
})

export const agentStatusQuery = queryOptions({
  queryKey: ['agent-status'],
  queryFn: ({ signal }) => api.agentStatus(signal),
})

export const connectionQuery = queryOptions({
  queryKey: ['connection'],
  queryFn: ({ signal }) => api.connection(signal),
})

export const connectionCheckQuery = (oktaDomain: string, clientId: string) =>
  queryOptions({
    queryKey: ['connection-check', oktaDomain, clientId],
    queryFn: ({ signal }) =>
      api.checkConnection(clientId ? { oktaDomain, clientId } : { oktaDomain }, signal),
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  })

export const emailFormatsQuery = (emailFormats: string[], email: string) =>
  queryOptions({
    queryKey: ['email-formats', emailFormats, email],
    queryFn: ({ signal }) => api.tryEmailFormats({ emailFormats, email }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const peopleQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ['people', filter],
    // Others write it: shown as it was, and asked again at every visit.
    staleTime: 0,
    queryFn: ({ pageParam, signal }) => api.people(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const tracesQuery = (filter: TracesFilter) =>
  infiniteQueryOptions({
    queryKey: ['traces', filter],
    // Others write it: shown as it was, and asked again at every visit.
    staleTime: 0,
    queryFn: ({ pageParam, signal }) => api.traces(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const traceQuery = (incident: string) =>
  queryOptions({
    queryKey: ['trace', incident],
    queryFn: ({ signal }) => api.trace(incident, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
