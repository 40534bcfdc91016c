import type { PersonView } from '@koopid/contract'
import { Table, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { common, roleNames } from '../../phrases/common.ts'
import { people as words } from '../../phrases/portal-people.ts'
import { Initials } from '../../ui/initials.tsx'
import { Time } from '../../ui/time.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import filters from '../filters.module.css'
import classes from './people.module.css'
import { PersonActions } from './person-actions.tsx'

type Props = { people: PersonView[]; mayChange: boolean }

export function PeopleList(props: Props) {
  return useMediaQuery('(max-width: 1000px)') ? <PeopleCards {...props} /> : <PeopleTable {...props} />
}

function PeopleTable({ people, mayChange }: Props) {
  const { columns } = words
  return (
    <div className={filters.list}>
      <Table verticalSpacing={10} horizontalSpacing={14} highlightOnHover>
        <Table.Thead>
          <Table.Tr className={classes.row}>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.source}</Table.Th>
            <Table.Th>{columns.role}</Table.Th>
            <Table.Th>{columns.agent}</Table.Th>
            <Table.Th>{columns.lastSignIn}</Table.Th>
            <Table.Th>{columns.state}</Table.Th>
            {mayChange && (
              <Table.Th>
                <span className="visually-hidden">{columns.actions}</span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id} className={classes.row} data-inactive={!person.active || undefined}>
              <Table.Td>
                <Who person={person} />
              </Table.Td>
              <Table.Td>{words.sources[person.source]}</Table.Td>
              <Table.Td>{roleNames[person.role]}</Table.Td>
              <Table.Td>{person.agent ? words.allowed : words.forbidden}</Table.Td>
              <Table.Td>
                <LastSignIn person={person} />
              </Table.Td>
              <Table.Td>
                <State person={person} />
              </Table.Td>
              {mayChange && (
                <Table.Td>
                  <PersonActions person={person} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function PeopleCards({ people, mayChange }: Props) {
  const { columns } = words
  return (
    <ul className={classes.cards}>
      {people.map((person) => (
        <li key={person.id} className={classes.card} data-inactive={!person.active || undefined}>
          <div className={classes.cardHead}>
            <Who person={person} />
            {mayChange && <PersonActions person={person} />}
          </div>
          <dl className={classes.cardFacts}>
            <dt>{columns.role}</dt>
            <dd>{roleNames[person.role]}</dd>
            <dt>{columns.agent}</dt>
            <dd>{person.agent ? words.allowed : words.forbidden}</dd>
            <dt>{columns.lastSignIn}</dt>
            <dd>
              <LastSignIn person={person} />
            </dd>
            <dt>{columns.source}</dt>
            <dd>{words.sources[person.source]}</dd>
            <dt>{columns.state}</dt>
            <dd>
              <State person={person} />
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  )
}

function Who({ person }: { person: PersonView }) {
  return (
    <div className={classes.who}>
      <Initials name={person.name} size={36} />
      <div className={classes.names}>
        <Text size="sm" fw={600} truncate title={person.name}>
          {person.name}
        </Text>
        <Text size="xs" c="dimmed" truncate title={person.email}>
          {person.email}
        </Text>
      </div>
    </div>
  )
}

function LastSignIn({ person }: { person: PersonView }) {
  return person.lastSignInAt ? <Time at={person.lastSignInAt} /> : common.never
}

function State({ person }: { person: PersonView }) {
  return (
    <ToneBadge tone={person.active ? 'good' : 'bad'}>
      {person.active ? words.states.active : words.states.deactivated}
    </ToneBadge>
  )
}
