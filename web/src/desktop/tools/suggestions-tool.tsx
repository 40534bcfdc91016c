import type { Conversation } from '@koopid/contract'
import { Loader, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { asProblem } from '../../api/problem.ts'
import { common } from '../../phrases/common.ts'
import { desktop } from '../../phrases/desktop.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { suggestionsQuery } from '../cache/queries.ts'
import { filled } from '../composer/completion.ts'
import { askComposer } from '../composer/composer-bus.ts'
import { useDesk } from '../desk-context.ts'
import classes from './tools.module.css'

const words = desktop.tools

/** Canned replies, the best for the last message first; one click inserts. */
export function SuggestionsTool({
  conversation,
  onDone,
}: {
  conversation: Conversation
  onDone: () => void
}) {
  const { me } = useDesk()
  const { data, error, refetch } = useQuery({
    ...suggestionsQuery(conversation.id, conversation.seq),
    placeholderData: (before) => before,
  })
  if (error) return <ProblemNotice problem={asProblem(error)} onRetry={() => void refetch()} />
  if (!data) return <Loader type="dots" size="sm" aria-label={common.loading} />
  if (data.replies.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.suggestionsEmpty}
      </Text>
    )
  const mine = conversation.status === 'assigned' && conversation.assignee?.id === me.id
  return (
    <ul className={classes.suggestions}>
      {data.replies.map(({ id, title, body }) => (
        <li key={id}>
          <UnstyledButton
            className={classes.suggestion}
            disabled={!mine}
            title={words.insert(title)}
            onClick={() => {
              askComposer({ kind: 'agent', insert: body })
              onDone()
            }}
          >
            <b>{title}</b>
            <span dir="auto">{filled(body, { customer: conversation.customer.name, agent: me.name })}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
