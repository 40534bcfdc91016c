import type { Conversation, Message } from '@koopid/contract'
import { Button, Group } from '@mantine/core'
import { IconCheck, IconNote } from '@tabler/icons-react'
import { desktop } from '../../phrases/desktop.ts'
import { clockTime, dayName } from '../../ui/time.tsx'
import { useDesk } from '../desk-context.ts'
import type { Block, Said } from './grouped.ts'
import { systemWords } from './system-words.ts'
import classes from './thread.module.css'

const words = desktop.thread

export function DayLine({ at }: { at: string }) {
  return <p className={classes.day}>{dayName(at, words.today, words.yesterday)}</p>
}

export function SystemLine({ message }: { message: Message }) {
  if (!message.event) return null
  return (
    <p className={classes.system}>
      <bdi>{systemWords(message.event)}</bdi> <time dateTime={message.at}>{clockTime(message.at)}</time>
    </p>
  )
}

type SaidBlockProps = {
  block: Extract<Block, { type: 'said' }>
  conversation: Conversation
  readSeq: number | undefined
}

export function SaidBlock({ block, conversation, readSeq }: SaidBlockProps) {
  const { me } = useDesk()
  const { author, kind, said } = block
  const name =
    kind === 'customer' ? conversation.customer.name : author?.id === me.id ? words.you : author?.name
  return (
    <div className={classes.block} data-kind={kind}>
      <p className={classes.author}>
        {kind === 'note' && <IconNote size={14} aria-hidden />}
        <bdi>{name}</bdi>
        {kind === 'note' && <span>{`${words.note} · ${words.noteHint}`}</span>}
        <time dateTime={said[0]!.message.at}>{clockTime(said[0]!.message.at)}</time>
      </p>
      {said.map((one) => (
        <div key={one.key} className={classes.said}>
          <p className={classes.bubble} dir="auto" data-state={one.outgoing?.state}>
            {one.message.body}
          </p>
          {one.message.seq === readSeq && (
            <p className={classes.state}>
              <IconCheck size={13} aria-hidden /> {words.read}
            </p>
          )}
          {one.outgoing && <OnItsWay conversationId={conversation.id} outgoing={one.outgoing} />}
        </div>
      ))}
    </div>
  )
}

type OnItsWayProps = { conversationId: string; outgoing: NonNullable<Said['outgoing']> }

function OnItsWay({ conversationId, outgoing }: OnItsWayProps) {
  const { outbox } = useDesk()
  if (outgoing.state === 'sending') return <p className={classes.state}>{words.sending}</p>
  const waits = outgoing.state === 'waiting'
  return (
    <Group gap={8} className={waits ? classes.state : classes.failed} role={waits ? 'status' : 'alert'}>
      <span>
        {waits ? words.waiting : `${words.failed}: ${outgoing.problem?.detail || outgoing.problem?.title}`}
      </span>
      <Button size="compact-xs" variant="default" onClick={() => outbox.resend(conversationId, outgoing.key)}>
        {words.resend}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => outbox.discard(conversationId, outgoing.key)}
      >
        {words.discard}
      </Button>
    </Group>
  )
}
