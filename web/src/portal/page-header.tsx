import { Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { brandQuery } from '../api/queries.ts'
import { usePageTitle } from '../ui/page-title.ts'
import { useSession } from './use-session.ts'

type Props = { title: string; lead?: string; badge?: ReactNode; children?: ReactNode }

/** Heading of a portal page; names the browser tab, too. */
export function PageHeader({ title, lead, badge, children }: Props) {
  const brand = useQuery(brandQuery)
  usePageTitle(title, useSession().provider.name, brand.data?.name)
  return (
    <Group justify="space-between" align="flex-start" gap="md" mb="lg">
      <div style={{ flex: '1 1 320px' }}>
        <Group gap="sm">
          <Title order={1} size="h2">
            {title}
          </Title>
          {badge}
        </Group>
        {lead && (
          <Text c="dimmed" mt={4}>
            {lead}
          </Text>
        )}
      </div>
      {children && <Group gap="sm">{children}</Group>}
    </Group>
  )
}
