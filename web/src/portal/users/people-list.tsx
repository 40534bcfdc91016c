import type { PersonView } from '@koopid/contract'
import { Text } from '@mantine/core'
import { common, roleNames } from '../../phrases/common.ts'
import { people as words } from '../../phrases/portal-people.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Time } from '../../ui/time.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import { DataList } from '../data-list.tsx'
import classes from './people.module.css'
import { PersonActions } from './person-actions.tsx'

type Props = { people: PersonView[]; mayChange: boolean }

export function PeopleList({ people, mayChange }: Props) {
  const { columns } = words
  return (
    <DataList
      label={words.title}
      rows={people}
      keyOf={({ id }) => id}
      columns={[
        { name: columns.name, cell: (person) => <Who person={person} /> },
        { name: columns.source, cell: ({ source }) => words.sources[source] },
        { name: columns.role, cell: ({ role }) => roleNames[role] },
        { name: columns.agent, cell: ({ agent }) => (agent ? words.allowed : words.forbidden) },
        {
          name: columns.lastSignIn,
          cell: ({ lastSignInAt }) => (lastSignInAt ? <Time at={lastSignInAt} /> : common.never),
        },
        { name: columns.state, cell: (person) => <State person={person} /> },
      ]}
      {...(mayChange && { actions: (person: PersonView) => <PersonActions person={person} /> })}
    />
  )
}

function Who({ person }: { person: PersonView }) {
  return (
    <div className={classes.who}>
      <Avatar name={person.name} picture={person.picture} size={36} />
      <div className={classes.names}>
        <Text size="sm" fw={600} truncate title={person.name}>
          {person.name}
        </Text>
        <Text size="xs" c="dimmed" truncate title={person.email}>
          {person.email}
        </Text>
        {person.phone && (
          <Text size="xs" c="dimmed">
            {person.phone}
          </Text>
        )}
      </div>
    </div>
  )
}

function State({ person }: { person: PersonView }) {
  return (
    <ToneBadge tone={person.active ? 'good' : 'bad'}>
      {person.active ? words.states.active : words.states.deactivated}
    </ToneBadge>
  )
}
