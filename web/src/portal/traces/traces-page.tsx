import type { TraceOutcome } from '@koopid/contract'
import { ActionIcon, Button, NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { IconRefresh, IconRoute, IconRouteOff, IconSearch, IconX } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { TracesFilter } from '../../api/client.ts'
import { tracesQuery } from '../../api/queries.ts'
import { outcomeNames, traces } from '../../phrases/portal-traces.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import classes from '../filters.module.css'
import { LoadFailure } from '../load-failure.tsx'
import { LoadMore } from '../load-more.tsx'
import { PageHeader } from '../page-header.tsx'
import { useTypedSearch } from '../use-typed-search.ts'
import { TraceList } from './trace-list.tsx'

const route = getRouteApi('/provider/traces')
const outcomes = Object.entries(outcomeNames) as Array<[TraceOutcome, string]>

export function TracesPage() {
  const filter = route.useSearch()
  const query = useInfiniteQuery({ ...tracesQuery(filter), placeholderData: keepPreviousData })
  return (
    <div className={classes.page}>
      <PageHeader title={traces.title} lead={traces.lead}>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={query.isRefetching}
          onClick={() => void query.refetch()}
        >
          {traces.refresh}
        </Button>
      </PageHeader>
      <Filtered filter={filter} query={query} />
    </div>
  )
}

type Props = { filter: TracesFilter; query: ReturnType<typeof useTraces> }
const useTraces = () => useInfiniteQuery(tracesQuery({}))

function Filtered({ filter, query }: Props) {
  const navigate = route.useNavigate()
  const change = (part: TracesFilter) =>
    void navigate({
      search: (before) => ({ ...before, ...part }) as ReturnType<typeof route.useSearch>,
      replace: true,
    })
  const typed = useTypedSearch(filter.search, (search) => change({ search }))
  const clear = () => {
    typed.clear()
    change({ outcome: undefined, code: undefined, search: undefined })
  }
  return (
    <>
      <search className={classes.filters}>
        <TextInput
          className={classes.search}
          label={traces.search}
          type="search"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed.text}
          onChange={(event) => typed.type(event.currentTarget.value)}
        />
        <NativeSelect
          label={traces.outcome}
          value={filter.outcome ?? ''}
          onChange={(event) => change({ outcome: event.currentTarget.value || undefined })}
          data={[{ value: '', label: traces.all }, ...outcomes.map(([value, label]) => ({ value, label }))]}
        />
        {filter.code && <CodeFilter code={filter.code} onClear={() => change({ code: undefined })} />}
      </search>
      <Found query={query} filter={filter} onClear={clear} />
    </>
  )
}

function CodeFilter({ code, onClear }: { code: string; onClear: () => void }) {
  return (
    <Button.Group>
      <Button variant="light" component="span" tabIndex={-1}>
        {traces.code(code)}
      </Button>
      <ActionIcon variant="light" size={36} aria-label={traces.clearCode} onClick={onClear}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Button.Group>
  )
}

function Found({ query, filter, onClear }: Props & { onClear: () => void }) {
  if (query.isError && !query.data)
    return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Skeleton height={420} radius="lg" />
  const found = query.data.pages.flatMap((page) => page.traces)
  if (found.length > 0) {
    return (
      <>
        <TraceList traces={found} filter={filter} />
        <LoadMore query={query} />
      </>
    )
  }
  if (!filter.outcome && !filter.code && !filter.search)
    return <EmptyState icon={<IconRoute size={26} />} title={traces.empty.title} text={traces.empty.text} />
  return (
    <EmptyState icon={<IconRouteOff size={26} />} title={traces.nothing.title} text={traces.nothing.text}>
      <Button variant="default" onClick={onClear}>
        {traces.nothing.clear}
      </Button>
    </EmptyState>
  )
}
