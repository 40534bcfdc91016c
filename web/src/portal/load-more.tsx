import { Button, Group } from '@mantine/core'
import { portal } from '../phrases/portal.ts'

type Props = { query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }

export function LoadMore({ query }: Props) {
  if (!query.hasNextPage) return null
  return (
    <Group justify="center" mt="lg">
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {portal.loadMore}
      </Button>
    </Group>
  )
}
