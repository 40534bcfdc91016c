import type { AuditEvent, AuditFact, AuditParty } from '@koopid/contract'
import { Code, Text } from '@mantine/core'
import { factValue, inWords, audit as words } from '../../phrases/portal-audit.ts'
import { Time } from '../../ui/time.tsx'
import { DataList } from '../data-list.tsx'
import classes from './audit.module.css'

export function AuditList({ events }: { events: AuditEvent[] }) {
  const { columns } = words
  return (
    <DataList
      label={words.title}
      rows={events}
      keyOf={({ id }) => id}
      columns={[
        { name: columns.event, cell: ({ kind }) => <Kind kind={kind} /> },
        { name: columns.actor, cell: ({ actor }) => <Party party={actor} /> },
        { name: columns.subject, cell: ({ subject }) => <Party party={subject} /> },
        { name: columns.facts, cell: ({ facts }) => <Details facts={facts} /> },
        { name: columns.at, cell: When },
      ]}
    />
  )
}

const When = ({ at }: AuditEvent) => (
  <span className={classes.when}>
    <Time at={at} />
  </span>
)

const Kind = ({ kind }: { kind: string }) => (
  <Text span size="sm" fw={600} className={classes.kind} title={kind}>
    {inWords(kind)}
  </Text>
)

/** A name may hold marks that turn the direction of writing: `bdi` keeps them to itself. */
function Party({ party }: { party: AuditParty | null }) {
  if (!party) return words.none
  if (party.name)
    return (
      <bdi className={classes.name} title={party.id}>
        {party.name}
      </bdi>
    )
  if (Object.hasOwn(words.actors, party.id)) return words.actors[party.id]
  return <Code title={party.id}>{shortened(party.id)}</Code>
}

/** The first part of a random id says as much to a reader as all of it; the rest is in its title and in the extract. */
const shortened = (id: string): string => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? `${id.slice(0, 8)}…` : id)

function Details({ facts }: { facts: AuditFact[] }) {
  if (facts.length === 0) return words.none
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{inWords(name)}</dt>
          <dd>
            <bdi>{factValue(value)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
