import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import '@mantine/core/styles/PasswordInput.css'
import type { FoundProvider } from '@koopid/contract'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../api/client.ts'
import { asProblem } from '../api/problem.ts'
import { signIn } from '../phrases/sign-in.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { rememberProvider } from './remembered.ts'
import { landingWith } from './safe-target.ts'

type Props = { provider: FoundProvider; email: string; target: string | undefined }

export function PasswordForm({ provider, email: initial, target }: Props) {
  const [email, setEmail] = useState(initial)
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => api.signInWithPassword({ providerId: provider.id, email: email.trim(), password }),
    onSuccess: ({ landing }) => {
      rememberProvider(provider)
      location.assign(landingWith(landing, target))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {signIn.passwordHint}
        </Text>
        {enter.isError && <ProblemNotice problem={asProblem(enter.error)} />}
        <TextInput
          label={signIn.email}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus={!initial}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={signIn.password}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          autoFocus={Boolean(initial)}
          visibilityToggleButtonProps={{ 'aria-label': signIn.showPasswordLabel }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" fullWidth loading={enter.isPending || enter.isSuccess}>
          {signIn.submitPassword}
        </Button>
      </Stack>
    </form>
  )
}
