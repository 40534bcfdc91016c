import { Button, Center, Group, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { asProblem } from '../api/problem.ts'
import { brandQuery, sessionQuery } from '../api/queries.ts'
import { useSignOut } from '../api/sign-out.ts'
import { common } from '../phrases/common.ts'
import { desktop } from '../phrases/desktop.ts'
import { MessagePage } from '../ui/page-states.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Desktop } from './desktop.tsx'

export function DesktopPage() {
  const session = useQuery(sessionQuery)
  const brand = useQuery(brandQuery)
  usePageTitle(desktop.title, session.data?.provider.name, brand.data?.name)
  if (session.data) {
    return session.data.user.agent ? (
      <Desktop session={session.data} brand={brand.data?.name ?? ''} />
    ) : (
      <NotAnAgent portal={session.data.user.role !== 'none'} />
    )
  }
  return (
    <Center component="main" mih="100dvh" p="md">
      {session.isError ? (
        <ProblemNotice problem={asProblem(session.error)} onRetry={() => void session.refetch()} />
      ) : (
        <Stack align="center">
          <Loader type="dots" />
          <Text size="sm" c="dimmed" role="status">
            {common.loading}
          </Text>
        </Stack>
      )}
    </Center>
  )
}

function NotAnAgent({ portal }: { portal: boolean }) {
  const signOut = useSignOut()
  return (
    <MessagePage title={desktop.notAgent.title}>
      <Text c="dimmed">{desktop.notAgent.text}</Text>
      {signOut.isError && <ProblemNotice problem={asProblem(signOut.error)} />}
      <Group>
        {portal && (
          <Button component="a" href="/provider/">
            {desktop.notAgent.portal}
          </Button>
        )}
        <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {common.signOut.action}
        </Button>
      </Group>
    </MessagePage>
  )
}
