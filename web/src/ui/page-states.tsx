import { Anchor, Center, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { common } from '../phrases/common.ts'
import { Mark } from './mark.tsx'
import { ProblemNotice } from './problem-notice.tsx'

/** A page that says one thing, in the middle. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack maw={460} gap="md" align="flex-start">
        <Mark size={40} />
        <Title order={1} size="h3">
          {title}
        </Title>
        {children}
      </Stack>
    </Center>
  )
}

export function PageNotFound() {
  return (
    <MessagePage title={common.notFound.title}>
      <Text c="dimmed">{common.notFound.text}</Text>
      <Anchor href="/">{common.notFound.action}</Anchor>
    </MessagePage>
  )
}

/** A fault of this page's own code, or a chunk that a new release has replaced. */
export function PageProblem() {
  return (
    <Center component="main" mih="100dvh" p="md">
      <ProblemNotice
        problem={{ code: 'client.fault', ...common.unexpected }}
        onRetry={() => location.reload()}
      />
    </Center>
  )
}
