import type { OwnSession, OwnSessions as Sessions } from '@koopid/contract'
import { Button, Loader, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { asProblem } from '../../api/problem.ts'
import { ownSessionsQuery, profile } from '../../api/profile.ts'
import { common } from '../../phrases/common.ts'
import { profile as profileWords } from '../../phrases/profile.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { absoluteTime, Time } from '../../ui/time.tsx'
import { ToneBadge } from '../../ui/tone-badge.tsx'
import classes from './settings.module.css'

const words = profileWords.sessions

/** Where this person is signed in, and how to end it there. */
export function OwnSessions() {
  const list = useQuery(ownSessionsQuery)
  const end = useEnding(profile.endSession)
  const sessions = list.data?.sessions ?? []
  return (
    <Stack gap="sm">
      <Title order={3} size="h6">
        {words.title}
      </Title>
      {list.isPending && <Loader type="dots" size="sm" aria-label={common.loading} />}
      {list.isError && <ProblemNotice problem={asProblem(list.error)} onRetry={() => void list.refetch()} />}
      {end.isError && <ProblemNotice problem={asProblem(end.error)} onClose={end.reset} />}
      <ul className={classes.sessions}>
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            busy={end.isPending && end.variables === session.id}
            onEnd={() => end.mutate(session.id)}
          />
        ))}
      </ul>
      {list.data && (sessions.length > 1 ? <EndOthers /> : <Text size="sm">{words.onlyHere}</Text>)}
    </Stack>
  )
}

/** The answer is the list as it is then. Where the ending fails, it may have ended meanwhile. */
function useEnding<Of>(call: (of: Of) => Promise<Sessions>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: call,
    onSuccess: (answer) => queries.setQueryData(ownSessionsQuery.queryKey, answer),
    onError: () => void queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  })
}

type RowProps = { session: OwnSession; busy: boolean; onEnd: () => void }

function SessionRow({ session, busy, onEnd }: RowProps) {
  const { method, startedAt, seenAt, current } = session
  return (
    <li>
      <div>
        <span>{words.methods[method]}</span>
        <small>
          {words.started} <Time at={startedAt} />
        </small>
        {!current && (
          <small>
            {words.seen} <Time at={seenAt} />
          </small>
        )}
      </div>
      {current ? (
        <ToneBadge tone="good">{words.current}</ToneBadge>
      ) : (
        <Button
          size="xs"
          variant="default"
          loading={busy}
          aria-label={words.endOf(absoluteTime(startedAt))}
          onClick={onEnd}
        >
          {words.end}
        </Button>
      )}
    </li>
  )
}

function EndOthers() {
  const [asking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const end = useEnding(() => profile.endOthers())
  return (
    <div>
      {end.isError && <ProblemNotice problem={asProblem(end.error)} onClose={end.reset} />}
      <Button
        ref={button}
        size="xs"
        variant="default"
        loading={end.isPending}
        onClick={() => setAsking(true)}
      >
        {words.endOthers}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={words.endOthersTitle}
        confirm={words.end}
        danger
        returnTo={button}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          end.mutate(undefined)
        }}
      >
        {words.endOthersText}
      </ConfirmDialog>
    </div>
  )
}
