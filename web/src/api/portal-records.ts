import type { AuditPage } from '@koopid/contract'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { queryOf, request } from './request.ts'

export type AuditFilter = { group?: string | undefined; search?: string | undefined }

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    // Others write it: shown as it was, and asked again at every visit.
    staleTime: 0,
    queryFn: ({ pageParam, signal }) =>
      request<AuditPage>('GET', `/api/v1/audit${queryOf({ ...filter, before: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export type ExtractFile = 'conversations' | 'audit'
/** Days as `2026-11-24`, both included. */
export type ExtractRange = { from: string; to: string }

/** Where a file is downloaded from; the browser does that by itself. */
export const extractAddress = (file: ExtractFile, { from, to }: ExtractRange, zone: string): string =>
  `/api/v1/extract/${file}.csv${queryOf({ from, to, zone })}`
