import { Text } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { Suspense } from 'react'
import { desktop } from '../../phrases/desktop.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Thread } from '../lazy-parts.ts'
import type { ConversationActions } from './actions.ts'
import classes from './thread.module.css'
import { ThreadLoading } from './thread-loading.tsx'

const words = desktop.thread

type Props = { id: string | undefined; actions: ConversationActions; onTools: () => void }

export function ThreadPane({ id, ...props }: Props) {
  return (
    <section className={classes.thread} aria-label={words.label}>
      {id ? (
        <Suspense fallback={<ThreadLoading />}>
          <Thread key={id} id={id} {...props} />
        </Suspense>
      ) : (
        <NothingOpen />
      )}
    </section>
  )
}

function NothingOpen() {
  return (
    <div className={classes.middle}>
      <EmptyState icon={<IconMessages size={26} />} title={words.title} text={words.text}>
        <Text size="xs" c="dimmed">
          {words.shortcuts}
        </Text>
      </EmptyState>
    </div>
  )
}
