import { Button, Stack } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { asProblem } from '../../api/problem.ts'
import { desktop } from '../../phrases/desktop.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { conversationQuery } from '../cache/queries.ts'
import { Composer } from '../composer/composer.tsx'
import type { ConversationActions } from './actions.ts'
import { MessageLog } from './message-log.tsx'
import classes from './thread.module.css'
import { ThreadHeader } from './thread-header.tsx'
import { ThreadLoading } from './thread-loading.tsx'

const words = desktop.thread

type Props = { id: string; actions: ConversationActions; onTools: () => void }

/** An open conversation: who it is with, what was written, and where one writes. */
export function Thread({ id, actions, onTools }: Props) {
  const { data, error, refetch } = useQuery(conversationQuery(id))
  if (data)
    return (
      <>
        <ThreadHeader conversation={data.conversation} actions={actions} onTools={onTools} />
        <MessageLog conversation={data.conversation} />
        <Composer detail={data} />
      </>
    )
  if (!error) return <ThreadLoading />
  const problem = asProblem(error)
  const gone = problem.status === 404 || problem.status === 403
  return (
    <div className={classes.middle}>
      <Stack align="center">
        {gone ? (
          <EmptyState icon={<IconMessages size={26} />} title={words.gone.title} text={words.gone.text} />
        ) : (
          <ProblemNotice problem={problem} onRetry={() => void refetch()} />
        )}
        <Button variant="default" renderRoot={(props) => <Link to="/agent/" {...props} />}>
          {words.back}
        </Button>
      </Stack>
    </div>
  )
}
