import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import '@mantine/core/styles/PasswordInput.css'
import type { PasswordChange } from '@koopid/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { asProblem } from '../../api/problem.ts'
import { ownSessionsQuery, profile } from '../../api/profile.ts'
import { common } from '../../phrases/common.ts'
import { profile as profileWords } from '../../phrases/profile.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

const words = profileWords.password

/** A button until it is wanted. */
export function ChangePassword({ email }: { email: string }) {
  const [state, setState] = useState<'closed' | 'open' | 'changed'>('closed')
  if (state === 'open')
    return (
      <PasswordForm email={email} onCancel={() => setState('closed')} onChanged={() => setState('changed')} />
    )
  return (
    <Group gap="sm">
      <Button variant="default" size="xs" onClick={() => setState('open')}>
        {words.change}
      </Button>
      <Text size="sm" role="status">
        {state === 'changed' && words.changed}
      </Text>
    </Group>
  )
}

type Props = { email: string; onCancel: () => void; onChanged: () => void }

function PasswordForm({ email, onCancel, onChanged }: Props) {
  const queries = useQueryClient()
  const [typed, setTyped] = useState<PasswordChange>({ currentPassword: '', newPassword: '' })
  const change = useMutation({
    mutationFn: profile.changePassword,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })
      onChanged()
    },
  })
  const problem = change.isError ? asProblem(change.error) : undefined
  const wrong = problem?.code === 'profile.password_rejected' ? words.wrong : undefined
  const weak = problem?.code === 'request.invalid' ? words.weak : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(typed)
  }
  const field = (name: keyof PasswordChange, label: string, error: string | undefined) => ({
    label,
    error,
    'aria-invalid': error !== undefined,
    required: true,
    withAsterisk: false,
    visibilityToggleButtonProps: { 'aria-label': words.show(label) },
    value: typed[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      setTyped({ ...typed, [name]: event.currentTarget.value })
      if (!change.isIdle) change.reset()
    },
  })
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {/* For the browser's password store, which asks whose password changes. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          {...field('currentPassword', words.current, wrong)}
          autoComplete="current-password"
          autoFocus
        />
        <PasswordInput
          {...field('newPassword', words.next, weak)}
          description={words.rule}
          autoComplete="new-password"
        />
        {problem && !wrong && !weak && <ProblemNotice problem={problem} onClose={change.reset} />}
        <Group gap="sm">
          <Button type="submit" size="xs" loading={change.isPending}>
            {words.change}
          </Button>
          <Button variant="default" size="xs" onClick={onCancel}>
            {common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
