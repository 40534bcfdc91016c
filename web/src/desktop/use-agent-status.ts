import type { AgentStatus, AgentView } from '@koopid/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { agentStatusQuery } from '../api/queries.ts'

export type StatusControl = {
  /** As the server knows it; `undefined` until it has answered. */
  current: AgentStatus | undefined
  why: Pick<AgentView, 'reason' | 'by' | 'since'> | undefined
  changing: boolean
  change: (status: AgentStatus) => void
  error: unknown
  dismissError: () => void
}

/** Never shown ahead of the server: "Available" means that routing counts on this agent. */
export function useAgentStatus(): StatusControl {
  const queries = useQueryClient()
  const status = useQuery(agentStatusQuery)
  const set = useMutation({
    mutationFn: api.setAgentStatus,
    onSuccess: (view) => queries.setQueryData(agentStatusQuery.queryKey, view),
  })
  return {
    current: status.data?.status,
    why: status.data,
    changing: set.isPending || status.isPending,
    change: (next) => set.mutate(next),
    error: set.error ?? status.error,
    dismissError: () => {
      set.reset()
      if (status.isError) void status.refetch()
    },
  }
}
