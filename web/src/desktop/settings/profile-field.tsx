import type { Profile } from '@koopid/contract'
import { Button, Stack, Text, TextInput, type TextInputProps } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { asProblem } from '../../api/problem.ts'
import { profile } from '../../api/profile.ts'
import { sessionQuery } from '../../api/queries.ts'
import { profile as profileWords } from '../../phrases/profile.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import classes from './settings.module.css'

type Props = TextInputProps & {
  label: string
  field: 'name' | 'phone'
  current: string | null
  /** What is said of a change that was saved. */
  saved: (value: string | null) => string
  /** What is said beside the field when the server does not take what it says; without it, as everywhere. */
  wrong?: string
}

/** One text of one's own account; after saving it says what the server has made of it. */
export function ProfileField({ field, current, saved, wrong, ...input }: Props) {
  const queries = useQueryClient()
  const [text, setText] = useState(current ?? '')
  const save = useMutation({
    mutationFn: () => profile.change({ [field]: text }),
    onSuccess: (answer: Profile) => {
      setText(answer[field] ?? '')
      return queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  const problem = save.isError ? asProblem(save.error) : undefined
  const error = problem?.code === 'request.invalid' ? wrong : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={8}>
        <TextInput
          {...input}
          error={error}
          aria-invalid={error !== undefined}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            if (!save.isIdle) save.reset()
          }}
          inputContainer={(field) => (
            <div className={classes.savedField}>
              {field}
              <Button
                type="submit"
                variant="default"
                loading={save.isPending}
                aria-label={`${profileWords.save}: ${input.label}`}
              >
                {profileWords.save}
              </Button>
            </div>
          )}
        />
        {problem && !error && <ProblemNotice problem={problem} onClose={save.reset} />}
        <Text className={classes.said} size="sm" role="status">
          {save.isSuccess && saved(save.data[field])}
        </Text>
      </Stack>
    </form>
  )
}
