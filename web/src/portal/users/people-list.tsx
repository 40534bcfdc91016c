import type { PersonView } from '@koopid/contract'
import { Text } from '@mantine/core'
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
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.source}</th>
            <th scope="col">{columns.role}</th>
            <th scope="col">{columns.agent}</th>
            <th scope="col">{columns.lastSignIn}</th>
            <th scope="col">{columns.state}</th>
            {mayChange && (
              <th scope="col">
                <span className="visually-hidden">{columns.actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <td>
                <Who person={person} />
              </td>
              <td>{words.sources[person.source]}</td>
              <td>{roleNames[person.role]}</td>
              <td>{person.agent ? words.allowed : words.forbidden}</td>
              <td>
                <LastSignIn person={person} />
              </td>
              <td>
                <State person={person} />
              </td>
              {mayChange && (
                <td>
                  <PersonActions person={person} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PeopleCards({ people, mayChange }: Props) {
  const { columns } = words
  return (
    <ul className={classes.cards}>
      {people.map((person) => (
        <li key={person.id} className={classes.card}>
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
