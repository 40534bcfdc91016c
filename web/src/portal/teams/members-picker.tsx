import type { AgentView } from '@koopid/contract'
import { Skeleton, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { teams as words } from '../../phrases/portal-teams.ts'
import classes from './members-picker.module.css'

const { form } = words
type Props = {
  agents: AgentView[] | undefined
  members: string[]
  onChange: (members: string[]) => void
}

/** Check boxes with a search: also five hundred agents are a list one can go through. */
export function MembersPicker({ agents, members, onChange }: Props) {
  const [search, setSearch] = useState('')
  const id = useId()
  if (!agents) return <Skeleton height={180} radius="md" />
  const wanted = search.trim().toLowerCase()
  const found = agents.filter(({ name }) => name.toLowerCase().includes(wanted))
  const chosen = new Set(members)
  const toggle = (agent: string) =>
    onChange(chosen.has(agent) ? members.filter((one) => one !== agent) : [...members, agent])
  const count = agents.filter((agent) => chosen.has(agent.id)).length
  return (
    <fieldset className={classes.picker} aria-labelledby={id}>
      <Text size="sm" fw={500} id={id}>
        {form.members}: {words.members(count)}
      </Text>
      <TextInput
        size="sm"
        type="search"
        aria-label={form.members}
        description={form.membersHint}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={classes.list}>
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {form.nobodyFound}
          </Text>
        )}
        {found.map((agent) => (
          <label key={agent.id} className={classes.agent}>
            <input type="checkbox" checked={chosen.has(agent.id)} onChange={() => toggle(agent.id)} />
            {agent.name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
