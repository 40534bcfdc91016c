import { Button, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { signIn } from '../phrases/sign-in.ts'

type Props = { initial: string; busy: boolean; onFind: (query: string) => void }

export function FindForm({ initial, busy, onFind }: Props) {
  const [query, setQuery] = useState(initial)
  const [error, setError] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = query.trim()
    setError(text ? null : signIn.empty)
    if (text) onFind(text)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {signIn.lead}
        </Text>
        <TextInput
          label={signIn.field}
          placeholder={signIn.placeholder}
          size="md"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
          value={query}
          error={error}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth loading={busy}>
          {signIn.next}
        </Button>
      </Stack>
    </form>
  )
}
