import { Button, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core'
import { IconSearch, IconUserSearch, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { peopleQuery } from '../../api/queries.ts'
import { people } from '../../phrases/portal-people.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { mayChangePeople } from '../access.ts'
import classes from '../filters.module.css'
import { LoadFailure } from '../load-failure.tsx'
import { LoadMore } from '../load-more.tsx'
import { PageHeader } from '../page-header.tsx'
import { useSession } from '../use-session.ts'
import { useTypedSearch } from '../use-typed-search.ts'
import { PeopleList } from './people-list.tsx'

const route = getRouteApi('/provider/users')
const states = ['', 'active', 'deactivated'] as const

export function UsersPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = (part: { search?: string | undefined; state?: string | undefined }) =>
    navigate({ search: (before) => ({ ...before, ...part }) as typeof search, replace: true })
  const typed = useTypedSearch(search.search, (text) => void filter({ search: text }))
  const query = useInfiniteQuery({ ...peopleQuery(search), placeholderData: keepPreviousData })
  const mayChange = mayChangePeople(useSession().user.role)
  const clear = () => {
    typed.clear()
    void filter({ search: undefined, state: undefined })
  }
  return (
    <div className={classes.page}>
      <PageHeader title={people.title} lead={mayChange ? people.lead : people.readOnly} />
      <search className={classes.filters}>
        <TextInput
          className={classes.search}
          label={people.search}
          type="search"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed.text}
          onChange={(event) => typed.type(event.currentTarget.value)}
        />
        <NativeSelect
          label={people.state}
          value={search.state ?? ''}
          onChange={(event) => void filter({ state: event.currentTarget.value || undefined })}
          data={states.map((value) => ({ value, label: people.states[value || 'all'] }))}
        />
        <Text className={classes.count} size="sm" c="dimmed" role="status">
          {query.data && people.total(query.data.pages[0]!.total)}
        </Text>
      </search>
      <Found
        query={query}
        mayChange={mayChange}
        filtered={Boolean(search.search || search.state)}
        onClear={clear}
      />
    </div>
  )
}

type FoundProps = {
  query: ReturnType<typeof usePeople>
  mayChange: boolean
  filtered: boolean
  onClear: () => void
}
const usePeople = () => useInfiniteQuery(peopleQuery({}))

function Found({ query, mayChange, filtered, onClear }: FoundProps) {
  if (query.isError && !query.data)
    return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Skeleton height={420} radius="lg" />
  const found = query.data.pages.flatMap((page) => page.people)
  if (found.length === 0) return <Nothing filtered={filtered} onClear={onClear} />
  return (
    <>
      <PeopleList people={found} mayChange={mayChange} />
      <LoadMore query={query} />
    </>
  )
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered)
    return <EmptyState icon={<IconUsers size={26} />} title={people.empty.title} text={people.empty.text} />
  return (
    <EmptyState icon={<IconUserSearch size={26} />} title={people.nothing.title} text={people.nothing.text}>
      <Button variant="default" onClick={onClear}>
        {people.nothing.clear}
      </Button>
    </EmptyState>
  )
}
