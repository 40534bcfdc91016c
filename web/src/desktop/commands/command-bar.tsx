import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { desktop } from '../../phrases/desktop.ts'
import { briefTime } from '../../ui/time.tsx'
import { searchQuery } from '../cache/queries.ts'
import { useDesk } from '../desk-context.ts'
import './command-bar-styles.ts'
import { type Command, commandName, keysOf } from './commands.ts'

const words = desktop.commands
const [store, spotlight] = createSpotlight()
const shortest = 2

type Props = { commands: Command[]; onClose: () => void }

/** Everything by typing: what can be done, and what was said to whom. */
export default function CommandBar({ commands, onClose }: Props) {
  const [query, setQuery] = useState('')
  const found = useFound(query)
  useEffect(() => {
    spotlight.open()
    return spotlight.close
  }, [])
  const wanted = query.trim().toLocaleLowerCase()
  const offered = commands.filter(
    ({ id }) => id !== 'commandBar' && commandName(id).toLocaleLowerCase().includes(wanted),
  )
  const nothing = offered.length === 0 && found.conversations.length === 0 && found.messages.length === 0
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': words.label } }}
    >
      <Spotlight.Search
        placeholder={words.placeholder}
        aria-label={words.label}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList style={{ overflowWrap: 'anywhere' }}>
        <Commands commands={offered} />
        <Found found={found} />
        {nothing && <Spotlight.Empty>{found.busy ? words.searching : words.nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function Commands({ commands }: { commands: Command[] }) {
  if (commands.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={words.commands}>
      {commands.map(({ id, run }) => (
        <Spotlight.Action
          key={id}
          label={commandName(id)}
          rightSection={<kbd dir="ltr">{keysOf[id]}</kbd>}
          // What it opens takes the focus after the bar gave it back.
          onClick={() => setTimeout(run)}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}

function Found({ found: { conversations, messages } }: { found: ReturnType<typeof useFound> }) {
  const { open } = useDesk()
  return (
    <>
      {conversations.length > 0 && (
        <Spotlight.ActionsGroup label={words.conversations}>
          {conversations.map(({ id, customer, last, createdAt }) => (
            <Spotlight.Action
              key={id}
              label={customer.name}
              description={`${briefTime(last?.at ?? createdAt)} · ${last?.text ?? customer.email ?? ''}`}
              onClick={() => open(id)}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {messages.length > 0 && (
        <Spotlight.ActionsGroup label={words.messages}>
          {messages.map(({ id, conversationId, customer, body, at }) => (
            <Spotlight.Action
              key={id}
              label={body.slice(0, 160)}
              description={`${customer} · ${briefTime(at)}`}
              onClick={() => open(conversationId)}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
    </>
  )
}

function useFound(query: string) {
  const [settled] = useDebouncedValue(query.trim(), 200)
  const enabled = settled.length >= shortest
  const { data, isFetching } = useQuery({ ...searchQuery(settled), enabled })
  return {
    conversations: (enabled && data?.conversations) || [],
    messages: (enabled && data?.messages) || [],
    busy: isFetching || settled !== query.trim(),
  }
}
