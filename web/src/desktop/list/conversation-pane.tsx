import type { ListName } from '@koopid/contract'
import { ActionIcon, CloseButton, Input, Tabs, Title } from '@mantine/core'
import { IconCommand, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { desktop } from '../../phrases/desktop.ts'
import { numberText } from '../../ui/numbers.ts'
import { listQuery } from '../cache/queries.ts'
import classes from './list.module.css'
import { ListBody } from './list-body.tsx'
import type { ListControl } from './use-list.ts'

const words = desktop.list
const names: ListName[] = ['mine', 'queue', 'mentions', 'history']

type Props = {
  list: ListControl
  openId: string | undefined
  away: boolean
  filterRef: RefObject<HTMLInputElement | null>
  onGoAvailable: () => void
  onCommands: () => void
}

export function ConversationPane({ list, filterRef, onCommands, ...body }: Props) {
  return (
    <section className={classes.pane} aria-labelledby="conversations">
      <div className={classes.heading}>
        <Title order={1} size="h4" id="conversations">
          {words.label}
        </Title>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={desktop.commands.open}
          title={desktop.commands.open}
          onClick={onCommands}
        >
          <IconCommand size={18} aria-hidden />
        </ActionIcon>
      </div>
      <Tabs
        value={list.name}
        onChange={(name) => list.show(name as ListName)}
        classNames={{ root: classes.tabs, tab: classes.tab, panel: classes.panel }}
      >
        <Tabs.List>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {words[name]}
              {(name === 'mine' || name === 'queue') && <Total list={name} />}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={list.name}>
          <Filter list={list} inputRef={filterRef} />
          <ListBody list={list} {...body} />
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}

function Total({ list }: { list: ListName }) {
  const { data } = useInfiniteQuery(listQuery(list))
  const total = data?.pages.at(-1)?.total
  return total ? <span className={classes.total}>{numberText(total)}</span> : null
}

function Filter({ list, inputRef }: { list: ListControl; inputRef: RefObject<HTMLInputElement | null> }) {
  return (
    <Input
      ref={inputRef}
      className={classes.filter}
      type="search"
      size="sm"
      aria-label={words.filter}
      placeholder={words.filter}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={list.filter}
      onChange={(event) => list.setFilter(event.currentTarget.value)}
      rightSectionPointerEvents="all"
      rightSection={
        list.filter ? (
          <CloseButton size="sm" aria-label={words.clearFilter} onClick={() => list.setFilter('')} />
        ) : null
      }
    />
  )
}
