import type { ConnectionPage } from '@koopid/contract'
import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { connectionQuery } from '../../api/queries.ts'
import { sso, ssoStates } from '../../phrases/portal-sso.ts'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import { LoadFailure } from '../load-failure.tsx'
import { PageHeader } from '../page-header.tsx'
import { ConnectionEditor } from './connection-editor.tsx'
import classes from './sso.module.css'
import { ssoState } from './sso-rules.ts'

const route = getRouteApi('/provider/sso')
const tones = { none: 'plain', draft: 'warn', active: 'good', inactive: 'bad' } as const

export function SsoPage() {
  const { test } = route.useSearch()
  const connection = useQuery(connectionQuery)
  const page = connection.data
  return (
    <div className={classes.page}>
      <PageHeader title={sso.title} lead={sso.lead} badge={page && <Badges page={page} />} />
      {page ? (
        <ConnectionEditor page={page} test={test} />
      ) : connection.isError ? (
        <LoadFailure error={connection.error} onRetry={() => void connection.refetch()} />
      ) : (
        <Stack gap="lg">
          <Skeleton height={26} width={300} />
          <Skeleton height={260} radius="lg" />
          <Skeleton height={320} radius="lg" />
        </Stack>
      )}
    </div>
  )
}

function Badges({ page }: { page: ConnectionPage }) {
  const state = ssoState(page)
  return (
    <>
      <ToneBadge tone={tones[state]}>{ssoStates[state]}</ToneBadge>
      {page.live && page.draft && <ToneBadge tone="warn">{sso.draftChanges}</ToneBadge>}
    </>
  )
}
