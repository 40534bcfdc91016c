import type { Conversation } from '@koopid/contract'
import { Loader, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { asProblem } from '../../api/problem.ts'
import { common } from '../../phrases/common.ts'
import { desktop } from '../../phrases/desktop.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Time } from '../../ui/time.tsx'
import { relatedQuery } from '../cache/queries.ts'
import classes from './tools.module.css'

const words = desktop.tools

/** Earlier and other conversations with the same customer. */
export function RelatedTool({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { data, error, refetch } = useQuery(relatedQuery(conversation.id))
  if (error) return <ProblemNotice problem={asProblem(error)} onRetry={() => void refetch()} />
  if (!data) return <Loader type="dots" size="sm" aria-label={common.loading} />
  if (data.conversations.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.relatedEmpty}
      </Text>
    )
  return (
    <ul className={classes.related}>
      {data.conversations.map((one) => (
        <li key={one.id}>
          <Link to="/agent/c/$conversation" params={{ conversation: one.id }} onClick={onDone}>
            <Time at={one.createdAt} /> · <bdi>{one.assignee?.name ?? one.team.name}</bdi>
          </Link>
          {one.last && (
            <Text size="xs" c="dimmed" truncate dir="auto">
              {one.last.text}
            </Text>
          )}
        </li>
      ))}
    </ul>
  )
}
