import { Stack, Text, Title, type TitleOrder } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

type Props = { icon: ReactNode; title: string; text: string; order?: TitleOrder; children?: ReactNode }

export function EmptyState({ icon, title, text, order = 2, children }: Props) {
  return (
    <Stack align="center" gap="sm" className={classes.empty}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <Title order={order} size="h5">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      {children}
    </Stack>
  )
}
