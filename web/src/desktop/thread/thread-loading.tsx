import { Skeleton, Stack } from '@mantine/core'
import { common } from '../../phrases/common.ts'

export function ThreadLoading() {
  return (
    <Stack p="lg" gap="md" role="status" aria-label={common.loading}>
      <Skeleton height={36} width="40%" />
      <Skeleton height={64} width="60%" />
      <Skeleton height={64} width="60%" style={{ marginInlineStart: 'auto' }} />
    </Stack>
  )
}
