import type { ListName } from '@koopid/contract'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { conversationsOf } from '../cache/lists.ts'
import { listQuery } from '../cache/queries.ts'

/** Which list is shown, what it is filtered by, and its rows. */
export function useList() {
  const [name, setName] = useState<ListName>('mine')
  const [filter, setFilter] = useState('')
  const [settled] = useDebouncedValue(filter.trim(), 250)
  const query = useInfiniteQuery(listQuery(name, filter.trim() && settled))
  const rows = useMemo(() => conversationsOf(query.data), [query.data])
  const show = (next: ListName) => {
    setName(next)
    setFilter('')
  }
  return { name, show, filter, setFilter, query, rows }
}
export type ListControl = ReturnType<typeof useList>
