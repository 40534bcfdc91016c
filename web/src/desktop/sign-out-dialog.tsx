import type { Conversation, Transfer } from '@koopid/contract'
import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type RefObject, useId, useState } from 'react'
import { desk } from '../api/desk.ts'
import { asProblem } from '../api/problem.ts'
import { useSignOut } from '../api/sign-out.ts'
import { common } from '../phrases/common.ts'
import { desktop } from '../phrases/desktop.ts'
import { Dialog } from '../ui/dialog.tsx'
import { numberText } from '../ui/numbers.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { openQuery } from './cache/queries.ts'
import classes from './sign-out.module.css'
import { TransferTarget, targetOf } from './tools/transfer-target.tsx'

const words = desktop.signOut

type Props = { onClose: () => void; returnTo: RefObject<HTMLElement | null> }

/** Says what becomes of the conversations that are still open, and lets the agent decide. */
export default function SignOutDialog(dialog: Props) {
  return (
    <Dialog opened {...dialog} title={common.signOut.title}>
      <SignOutForm onClose={dialog.onClose} />
    </Dialog>
  )
}

function SignOutForm({ onClose }: { onClose: () => void }) {
  const open = useQuery(openQuery)
  const [choice, setChoice] = useState<'requeue' | 'transfer'>('requeue')
  const [target, setTarget] = useState('')
  const [missing, setMissing] = useState(false)
  const conversations = open.data?.conversations ?? []
  const leave = useLeave(conversations)
  const transferring = choice === 'transfer' && conversations.length > 0
  const confirm = () => {
    const to = transferring ? targetOf(target) : undefined
    setMissing(transferring && !to)
    if (!transferring || to) leave.mutate(to)
  }
  return (
    <Stack gap="md">
      <Text size="sm">{common.signOut.agentText}</Text>
      {open.isPending && <Loader type="dots" size="sm" aria-label={common.loading} />}
      {/* The server puts what is left back, listed here or not. */}
      {open.isError && <ProblemNotice problem={asProblem(open.error)} onRetry={() => void open.refetch()} />}
      {open.data && conversations.length === 0 && <Text size="sm">{words.none}</Text>}
      {conversations.length > 0 && (
        <>
          <OpenList conversations={conversations} />
          <Choice choice={choice} onChoice={setChoice} />
          {transferring && (
            <TransferTarget
              label={words.to}
              value={target}
              error={missing ? words.choose : undefined}
              onChange={setTarget}
            />
          )}
        </>
      )}
      {leave.isError && <ProblemNotice problem={asProblem(leave.error)} onClose={leave.reset} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {common.signOut.stay}
        </Button>
        <Button loading={leave.isPending || leave.isSuccess} onClick={confirm}>
          {common.signOut.action}
        </Button>
      </Group>
    </Stack>
  )
}

/** Transfers first; nobody is signed out while a conversation that should go to a colleague is still theirs. */
function useLeave(conversations: Conversation[]) {
  const signOut = useSignOut()
  return useMutation({
    mutationFn: async (to: Transfer['to'] | undefined) => {
      if (to) for (const { id } of conversations) await desk.transfer(id, { to })
      await signOut.mutateAsync()
    },
  })
}

function OpenList({ conversations }: { conversations: Conversation[] }) {
  return (
    <div className={classes.open}>
      <Text size="sm" fw={600}>
        {words.open(numberText(conversations.length))}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls what it can focus */}
      <ul tabIndex={0}>
        {conversations.map(({ id, customer, last }) => (
          <li key={id}>
            <b>
              <bdi>{customer.name}</bdi>
            </b>
            {last && <span dir="auto">{last.text}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

type ChoiceProps = {
  choice: 'requeue' | 'transfer'
  onChoice: (choice: 'requeue' | 'transfer') => void
}

function Choice({ choice, onChoice }: ChoiceProps) {
  const name = useId()
  return (
    <fieldset className={classes.choices}>
      <legend>{words.choice}</legend>
      {(['requeue', 'transfer'] as const).map((value) => (
        <label key={value}>
          <input type="radio" name={name} checked={choice === value} onChange={() => onChoice(value)} />
          <span>
            {words[value]}
            {value === 'requeue' && <small>{words.requeueHint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
