import { Tabs, TextInput } from '@mantine/core'
import { IconMessageBolt, IconSearch, IconTags } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { replies as words } from '../../phrases/portal-replies.ts'
import filters from '../filters.module.css'
import { PageHeader } from '../page-header.tsx'
import { useTypedSearch } from '../use-typed-search.ts'
import { Replies } from './replies.tsx'
import { Tags } from './tags.tsx'

const route = getRouteApi('/provider/replies')

export function RepliesPage() {
  const { tab, search } = route.useSearch()
  const navigate = route.useNavigate()
  const go = (part: { tab?: string; search?: string | undefined }) =>
    void navigate({
      search: (before) => ({ ...before, ...part }) as ReturnType<typeof route.useSearch>,
      replace: true,
    })
  const typed = useTypedSearch(search, (text) => go({ search: text }))
  return (
    <div className={filters.page}>
      <PageHeader title={words.title} lead={words.lead} />
      <Tabs
        value={tab === 'tags' ? 'tags' : 'replies'}
        onChange={(next) => go({ tab: next ?? 'replies' })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="replies" leftSection={<IconMessageBolt size={16} />}>
            {words.tabs.replies}
          </Tabs.Tab>
          <Tabs.Tab value="tags" leftSection={<IconTags size={16} />}>
            {words.tabs.tags}
          </Tabs.Tab>
        </Tabs.List>
        <search className={filters.filters}>
          <TextInput
            className={filters.search}
            label={words.search}
            type="search"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={typed.text}
            onChange={(event) => typed.type(event.currentTarget.value)}
          />
        </search>
        <Tabs.Panel value="replies">
          <Replies search={search ?? ''} />
        </Tabs.Panel>
        <Tabs.Panel value="tags">
          <Tags search={search ?? ''} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}
