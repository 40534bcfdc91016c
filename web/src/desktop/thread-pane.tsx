import { Text } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { desktop } from '../phrases/desktop.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import classes from './desktop.module.css'

const words = desktop.thread

export function ThreadPane() {
  return (
    <section className={classes.thread} aria-label={words.label}>
      <EmptyState icon={<IconMessages size={26} />} title={words.title} text={words.text}>
        <Text size="xs" c="dimmed">
          {words.shortcuts}
        </Text>
      </EmptyState>
    </section>
  )
}
