import type { Team } from '@koopid/contract'
import { Text } from '@mantine/core'
import { portalDesk } from '../../api/portal-desk.ts'
import { teams as words } from '../../phrases/portal-teams.ts'
import { DataList } from '../data-list.tsx'
import { EditOrDelete } from '../edit-or-delete.tsx'
import { TeamDialog } from './team-dialog.tsx'

const { columns } = words

export function TeamList({ teams }: { teams: Team[] }) {
  return (
    <DataList
      label={words.title}
      rows={teams}
      keyOf={({ id }) => id}
      columns={[
        { name: columns.name, cell: ({ name }) => <Text fw={600}>{name}</Text> },
        {
          name: columns.members,
          cell: ({ everyone, members }) => (everyone ? words.everyone : words.members(members.length)),
        },
        { name: columns.routing, cell: ({ routing }) => words.routing[routing] },
        { name: columns.limit, cell: ({ limit }) => words.limit(limit) },
        { name: columns.unanswered, cell: ({ unanswered }) => words.unanswered(unanswered) },
        { name: columns.channels, cell: ({ channels }) => channels },
        { name: columns.waiting, cell: ({ waiting }) => waiting },
      ]}
      actions={(team) => <TeamActions team={team} />}
    />
  )
}

function TeamActions({ team }: { team: Team }) {
  return (
    <EditOrDelete
      name={team.name}
      edit={(opened) => <TeamDialog team={team} {...opened} />}
      remove={{
        title: words.remove.title(team.name),
        text: words.remove.text,
        done: words.done.deleted(team.name),
        refresh: 'teams',
        remove: () => portalDesk.deleteTeam(team.id),
      }}
    />
  )
}
