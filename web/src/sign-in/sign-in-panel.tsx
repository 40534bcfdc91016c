import { Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../api/client.ts'
import { asProblem } from '../api/problem.ts'
import { signIn } from '../phrases/sign-in.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { NothingFound } from './arrival-notice.tsx'
import { FindForm } from './find-form.tsx'
import { ProviderCard } from './provider-card.tsx'
import { rememberedProvider } from './remembered.ts'
import { safeTarget } from './safe-target.ts'

type Props = { provider: string | undefined; target: string | undefined }

/** Who are you → which provider → how. Okta starts only with a click. */
export function SignInPanel({ provider, target }: Props) {
  const [remembered] = useState(rememberedProvider)
  const known = provider ?? (remembered && String(remembered.id))
  const find = useMutation({ mutationFn: (query: string) => api.findProvider(query) })
  const { mutate, reset } = find
  useEffect(() => {
    if (known) mutate(known)
  }, [known, mutate])

  const [query, setQuery] = useState(provider ?? '')
  const search = (text: string) => {
    setQuery(text)
    mutate(text)
  }
  const found = find.data?.providers ?? []
  const starting = known !== undefined && !find.isError && (find.isIdle || (find.isPending && !query))
  const forgotten = find.isSuccess && found.length === 0 && find.variables !== query

  if (starting || (find.isPending && find.variables === provider))
    return <Skeleton height={140} radius="lg" />
  if (found.length > 0) {
    return (
      <Stack gap="md">
        {found.length > 1 && <Text fw={600}>{signIn.choose}</Text>}
        {found.map((one) => (
          <ProviderCard
            key={one.id}
            provider={one}
            returning={one.id === remembered?.id && !provider && !query}
            email={query.includes('@') ? query : ''}
            target={safeTarget(target)}
          />
        ))}
        <Anchor component="button" type="button" size="sm" onClick={reset}>
          {signIn.another}
        </Anchor>
      </Stack>
    )
  }
  return (
    <Stack gap="md">
      {find.isSuccess && !forgotten && <NothingFound query={query} />}
      {find.isError && <ProblemNotice problem={asProblem(find.error)} />}
      <FindForm initial={query} busy={find.isPending} onFind={search} />
    </Stack>
  )
}
