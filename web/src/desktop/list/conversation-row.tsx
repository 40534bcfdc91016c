import type { Conversation } from '@koopid/contract'
import { IconApi, IconWorld } from '@tabler/icons-react'
import { type MouseEvent, memo } from 'react'
import { desktop } from '../../phrases/desktop.ts'
import { durationText, numberText } from '../../ui/numbers.ts'
import { briefTime } from '../../ui/time.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useDesk } from '../desk-context.ts'
import { useTyping } from '../live/typing.ts'
import classes from './list.module.css'

const words = desktop.list
const channelIcons = { web: IconWorld, api: IconApi }

type Props = { conversation: Conversation; open: boolean }

export const ConversationRow = memo(function ConversationRow({ conversation, open }: Props) {
  const { id, customer, channel, last, unread, requeued, waitingSince, status } = conversation
  const desk = useDesk()
  const Icon = channelIcons[channel.kind]
  return (
    // The router's own Link watches the whole address; while scrolling, every row that appears would pay for that.
    <a
      href={`/agent/c/${encodeURIComponent(id)}`}
      onClick={(event) => {
        if (!isPlain(event)) return
        event.preventDefault()
        desk.open(id)
      }}
      className={classes.row}
      aria-current={open ? 'page' : undefined}
      data-unread={unread > 0 || undefined}
    >
      <span className={classes.line}>
        <Icon size={15} className={classes.channel} aria-hidden />
        <span className="visually-hidden">{words.channels[channel.kind]}</span>
        <bdi className={classes.name}>{customer.name}</bdi>
        {last && <span className={classes.time}>{briefTime(last.at)}</span>}
      </span>
      <span className={classes.line}>
        <LastSaid conversation={conversation} />
        {unread > 0 && (
          <span className={classes.unread}>
            <span className="visually-hidden">{words.unread(numberText(unread))}</span>
            <span aria-hidden>{numberText(unread)}</span>
          </span>
        )}
      </span>
      <span className={classes.line}>
        <bdi className={classes.team}>{conversation.team.name}</bdi>
        {requeued > 0 && (
          <span className={classes.requeued} title={words.requeuedTimes(numberText(requeued))}>
            {words.requeued}
          </span>
        )}
        {waitingSince && status !== 'closed' && <Waiting since={waitingSince} />}
      </span>
    </a>
  )
})

/** Not the one for another tab or window, or for saving. */
const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey

function LastSaid({ conversation: { id, last } }: { conversation: Conversation }) {
  const typing = useTyping(id)
  if (typing) return <span className={classes.typing}>{words.typing(typing)}</span>
  if (!last) return <span className={classes.last} />
  const who = last.kind === 'note' ? `${words.note}: ` : ''
  return (
    <bdi className={classes.last}>
      {who}
      {last.text}
    </bdi>
  )
}

function Waiting({ since }: { since: string }) {
  const waited = useNow() - Date.parse(since)
  return (
    <span className={classes.waiting} data-long={waited > 120_000 || undefined}>
      {words.waiting} <span className={classes.digits}>{durationText(waited)}</span>
    </span>
  )
}
