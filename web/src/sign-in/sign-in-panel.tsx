import { Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { asProblem } from '../api/problem.ts'
import { signIn } from '../phrases/sign-in.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { NothingFound } from './arrival-notice.tsx'
import { FindForm } from './find-form.tsx'
import { ProviderCard } from './provider-card.tsx'
import { safeTarget } from './safe-target.ts'
import { useFind } from './use-find.ts'

type Props = { provider: string | undefined; target: string | undefined }

/** Who are you → which provider → how. Okta starts only with a click. */
export function SignInPanel({ provider: named, target }: Props) {
  const find = useFind(named)
  if (find.starting) return <Skeleton height={140} radius="lg" />
  if (find.found.length > 0) {
    return (
      <Stack gap="md">
        {find.found.length > 1 && <Text fw={600}>{signIn.choose}</Text>}
        {find.found.map((provider) => (
          <ProviderCard
            key={provider.id}
            provider={provider}
            returning={provider.id === find.remembered?.id}
            email={find.query.includes('@') ? find.query : ''}
            target={safeTarget(target)}
          />
        ))}
        <Anchor component="button" type="button" size="sm" onClick={find.askAgain}>
          {signIn.another}
        </Anchor>
      </Stack>
    )
  }
  return (
    <Stack gap="md">
      {find.nothing && <NothingFound query={find.query} />}
      {find.error && <ProblemNotice problem={asProblem(find.error)} />}
      <FindForm initial={find.query} busy={find.searching} onFind={find.search} />
    </Stack>
  )
}
