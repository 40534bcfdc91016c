import type { SessionView } from '@koopid/contract'
import { Button, Group, Text } from '@mantine/core'
import { portal } from '../phrases/portal.ts'
import { MessagePage } from '../ui/page-states.tsx'
import { SignOutButton } from './account-details.tsx'

export function NotStaff({ session }: { session: SessionView }) {
  return (
    <MessagePage title={portal.notStaff.title}>
      <Text c="dimmed">{portal.notStaff.text}</Text>
      <Group>
        {session.user.agent && (
          <Button component="a" href="/agent/">
            {portal.notStaff.desktop}
          </Button>
        )}
        <SignOutButton />
      </Group>
    </MessagePage>
  )
}
