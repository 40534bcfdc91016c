import type { AuditGroup } from '@koopid/contract'
import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { IconHistory, IconHistoryOff, IconRefresh, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type AuditFilter, auditQuery } from '../../api/portal-records.ts'
import { groupNames, audit as words } from '../../phrases/portal-audit.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import filters from '../filters.module.css'
import { LoadFailure } from '../load-failure.tsx'
import { LoadMore } from '../load-more.tsx'
import { PageHeader } from '../page-header.tsx'
import { useTypedSearch } from '../use-typed-search.ts'
import { AuditList } from './audit-list.tsx'

const route = getRouteApi('/provider/audit')
const groups = Object.entries(groupNames) as Array<[AuditGroup, string]>

export function AuditPage() {
  const filter = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: AuditFilter) =>
    void navigate({ search: (before) => ({ ...before, ...part }) as typeof filter, replace: true })
  return <AuditLog filter={filter} onChange={change} />
}

type Props = { filter: AuditFilter; onChange: (part: AuditFilter) => void }

export function AuditLog({ filter, onChange }: Props) {
  const query = useInfiniteQuery({ ...auditQuery(filter), placeholderData: keepPreviousData })
  const typed = useTypedSearch(filter.search, (search) => onChange({ search }))
  const clear = () => {
    typed.clear()
    onChange({ group: undefined, search: undefined })
  }
  return (
    <div className={filters.page}>
      <PageHeader title={words.title} lead={words.lead}>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={query.isRefetching}
          onClick={() => void query.refetch()}
        >
          {words.refresh}
        </Button>
      </PageHeader>
      <search className={filters.filters}>
        <TextInput
          className={filters.search}
          label={words.search}
          type="search"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed.text}
          onChange={(event) => typed.type(event.currentTarget.value)}
        />
        <NativeSelect
          label={words.group}
          value={filter.group ?? ''}
          onChange={(event) => onChange({ group: event.currentTarget.value || undefined })}
          data={[{ value: '', label: words.all }, ...groups.map(([value, label]) => ({ value, label }))]}
        />
      </search>
      <Found query={query} filtered={Boolean(filter.group || filter.search)} onClear={clear} />
    </div>
  )
}

type FoundProps = { query: ReturnType<typeof useAudit>; filtered: boolean; onClear: () => void }
const useAudit = () => useInfiniteQuery(auditQuery({}))

function Found({ query, filtered, onClear }: FoundProps) {
  if (query.isError && !query.data)
    return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Skeleton height={420} radius="lg" />
  const found = query.data.pages.flatMap((page) => page.events)
  if (found.length === 0) return <Nothing filtered={filtered} onClear={onClear} />
  return (
    <>
      <AuditList events={found} />
      <LoadMore query={query} />
    </>
  )
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered)
    return <EmptyState icon={<IconHistory size={26} />} title={words.empty.title} text={words.empty.text} />
  return (
    <EmptyState icon={<IconHistoryOff size={26} />} title={words.nothing.title} text={words.nothing.text}>
      <Button variant="default" onClick={onClear}>
        {words.nothing.clear}
      </Button>
    </EmptyState>
  )
}
