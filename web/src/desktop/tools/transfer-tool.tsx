import type { Conversation, Transfer } from '@koopid/contract'
import { Button, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { desk } from '../../api/desk.ts'
import { asProblem } from '../../api/problem.ts'
import { desktop } from '../../phrases/desktop.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useDesk } from '../desk-context.ts'
import { applyConversation } from '../live/apply-event.ts'
import { TransferTarget, targetOf } from './transfer-target.tsx'

const words = desktop.tools

type Props = { conversation: Conversation; onDone: () => void }

export function TransferTool({ conversation, onDone }: Props) {
  const { me } = useDesk()
  const queries = useQueryClient()
  const [target, setTarget] = useState('')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const transfer = useMutation({
    mutationFn: (body: Transfer) => desk.transfer(conversation.id, body),
    onSuccess: (after) => {
      applyConversation(queries, me.id, after)
      onDone()
    },
  })
  if (conversation.status !== 'assigned' || conversation.assignee?.id !== me.id)
    return (
      <Text size="sm" c="dimmed">
        {words.notYours}
      </Text>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const to = targetOf(target)
    setMissing(!to)
    if (to) transfer.mutate(note.trim() ? { to, note: note.trim() } : { to })
  }
  return (
    <Stack component="form" gap="sm" onSubmit={submit}>
      <TransferTarget
        label={words.transferTo}
        value={target}
        error={missing ? words.pick : undefined}
        onChange={(value) => {
          setTarget(value)
          setMissing(false)
        }}
      />
      <Textarea
        label={words.transferNote}
        rows={3}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {transfer.isError && <ProblemNotice problem={asProblem(transfer.error)} onClose={transfer.reset} />}
      <Button type="submit" size="sm" loading={transfer.isPending}>
        {words.doTransfer}
      </Button>
    </Stack>
  )
}
