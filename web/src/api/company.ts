import type { Company, CompanyChange } from '@koopid/contract'
import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

const base = '/api/v1/company'

/** What a provider says of itself. */
export const company = {
  read: (signal?: AbortSignal) => request<Company>('GET', base, { signal }),
  change: (body: CompanyChange) => request<Company>('PATCH', base, { body }),
  setLogo: (body: Blob) => request<Company>('PUT', `${base}/logo`, { body }),
  removeLogo: () => request<Company>('DELETE', `${base}/logo`),
}

export const companyQuery = queryOptions({
  queryKey: ['company'],
  queryFn: ({ signal }) => company.read(signal),
})
