import type { Conversation } from '@koopid/contract'
import { Button, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { desktop } from '../../phrases/desktop.ts'
import { Time } from '../../ui/time.tsx'
import { messagesQuery } from '../cache/messages.ts'
import { askComposer } from '../composer/composer-bus.ts'
import { useDesk } from '../desk-context.ts'
import classes from './tools.module.css'

const words = desktop.tools

export function NotesTool({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { me } = useDesk()
  const { data } = useQuery(messagesQuery(useQueryClient(), conversation.id))
  const notes = data?.messages.filter(({ kind }) => kind === 'note').reverse() ?? []
  const mine = conversation.status === 'assigned' && conversation.assignee?.id === me.id
  return (
    <>
      {notes.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.notesEmpty}
        </Text>
      )}
      <ul className={classes.notes}>
        {notes.map(({ id, author, at, body }) => (
          <li key={id}>
            <p>
              <b>
                <bdi>{author?.name}</bdi>
              </b>{' '}
              <Time at={at} />
            </p>
            <p dir="auto">{body}</p>
          </li>
        ))}
      </ul>
      {mine && (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            askComposer({ kind: 'note' })
            onDone()
          }}
        >
          {words.writeNote}
        </Button>
      )}
    </>
  )
}
