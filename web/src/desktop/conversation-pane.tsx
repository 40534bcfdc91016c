import { Button, Tabs, Title } from '@mantine/core'
import { IconCoffee, IconInbox, IconUsersGroup } from '@tabler/icons-react'
import { desktop } from '../phrases/desktop.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import classes from './desktop.module.css'

const words = desktop.list

type Props = { away: boolean; onGoAvailable: () => void }

export function ConversationPane({ away, onGoAvailable }: Props) {
  return (
    <section className={classes.list} aria-labelledby="conversations">
      <div className={classes.heading}>
        <Title order={1} size="h4" id="conversations">
          {words.label}
        </Title>
      </div>
      <Tabs defaultValue="mine">
        <Tabs.List px="md">
          <Tabs.Tab value="mine">{words.mine}</Tabs.Tab>
          <Tabs.Tab value="queue">{words.queue}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="mine" className={classes.tabPanel}>
          <Mine away={away} onGoAvailable={onGoAvailable} />
        </Tabs.Panel>
        <Tabs.Panel value="queue" className={classes.tabPanel}>
          <EmptyState
            icon={<IconUsersGroup size={26} />}
            title={words.queueEmpty}
            text={words.queueEmptyText}
          />
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}

function Mine({ away, onGoAvailable }: Props) {
  if (!away)
    return <EmptyState icon={<IconInbox size={26} />} title={words.mineEmpty} text={words.mineEmptyText} />
  return (
    <EmptyState icon={<IconCoffee size={26} />} title={words.awayEmpty} text={words.awayEmptyText}>
      <Button variant="light" onClick={onGoAvailable}>
        {desktop.status.goAvailable}
      </Button>
    </EmptyState>
  )
}
