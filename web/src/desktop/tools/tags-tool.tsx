import type { Conversation } from '@koopid/contract'
import { Loader, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { desk } from '../../api/desk.ts'
import { asProblem } from '../../api/problem.ts'
import { common } from '../../phrases/common.ts'
import { desktop } from '../../phrases/desktop.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { tagsQuery } from '../cache/queries.ts'
import { useDesk } from '../desk-context.ts'
import { applyConversation } from '../live/apply-event.ts'
import classes from './tools.module.css'

const words = desktop.tools

export function TagsTool({ conversation }: { conversation: Conversation }) {
  const { me } = useDesk()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(tagsQuery)
  const save = useMutation({
    mutationFn: (tags: string[]) => desk.tag(conversation.id, tags),
    onSuccess: (after) => applyConversation(queries, me.id, after),
  })
  if (error) return <ProblemNotice problem={asProblem(error)} onRetry={() => void refetch()} />
  if (!data) return <Loader type="dots" size="sm" aria-label={common.loading} />
  // A tag that is no longer offered stays on what has it.
  const names = [...new Set([...data.tags.map(({ name }) => name), ...conversation.tags])]
  if (names.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.tagsEmpty}
      </Text>
    )
  const on = save.isPending ? save.variables : conversation.tags
  const toggle = (name: string) => {
    // The box is not disabled while it saves: that would take the focus away.
    if (save.isPending) return
    save.mutate(on.includes(name) ? on.filter((other) => other !== name) : [...on, name])
  }
  return (
    <>
      <fieldset className={classes.tags}>
        <legend className="visually-hidden">{words.tags}</legend>
        {names.map((name) => (
          <label key={name} className={classes.tag}>
            <input
              type="checkbox"
              className="visually-hidden"
              checked={on.includes(name)}
              onChange={() => toggle(name)}
            />
            <bdi>{name}</bdi>
          </label>
        ))}
      </fieldset>
      {save.isError && <ProblemNotice problem={asProblem(save.error)} onClose={save.reset} />}
    </>
  )
}
