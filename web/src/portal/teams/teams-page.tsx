import type { Team } from '@koopid/contract'
import { Button, Skeleton, Stack } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deskSettingsQuery, teamsQuery } from '../../api/portal-desk.ts'
import { teams as words } from '../../phrases/portal-teams.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import filters from '../filters.module.css'
import { LoadFailure } from '../load-failure.tsx'
import { PageHeader } from '../page-header.tsx'
import { SettingsForm } from './settings-form.tsx'
import { TeamDialog } from './team-dialog.tsx'
import { TeamList } from './team-list.tsx'

export function TeamsPage() {
  const teams = useQuery(teamsQuery)
  const settings = useQuery(deskSettingsQuery)
  const [adding, setAdding] = useState(false)
  return (
    <div className={filters.page}>
      <PageHeader title={words.title} lead={words.lead}>
        {teams.data && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )}
      </PageHeader>
      <Stack gap="lg">
        {teams.data ? (
          <Teams teams={teams.data} />
        ) : teams.isError ? (
          <LoadFailure error={teams.error} onRetry={() => void teams.refetch()} />
        ) : (
          <Skeleton height={220} radius="lg" />
        )}
        {settings.data ? (
          <SettingsForm key={JSON.stringify(settings.data)} settings={settings.data} />
        ) : settings.isError && !teams.isError ? (
          <LoadFailure error={settings.error} onRetry={() => void settings.refetch()} />
        ) : null}
      </Stack>
      {adding && <TeamDialog team={null} onClose={() => setAdding(false)} />}
    </div>
  )
}

function Teams({ teams }: { teams: Team[] }) {
  if (teams.length > 0) return <TeamList teams={teams} />
  return <EmptyState icon={<IconUsersGroup size={26} />} title={words.empty.title} text={words.empty.text} />
}
