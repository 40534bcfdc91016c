import type { Conversation } from '@koopid/contract'
import { Button, Loader, Text } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { asProblem } from '../../api/problem.ts'
import { common } from '../../phrases/common.ts'
import { desktop } from '../../phrases/desktop.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { type Log, loadEarlier, messagesQuery } from '../cache/messages.ts'
import { useOutgoing } from '../cache/outbox.ts'
import { useDesk } from '../desk-context.ts'
import { useTyping } from '../live/typing.ts'
import { grouped, withOutgoing } from './grouped.ts'
import { DayLine, SaidBlock, SystemLine } from './message-block.tsx'
import classes from './thread.module.css'
import { useReadMark } from './use-read-mark.ts'
import { useStick } from './use-stick.ts'

const words = desktop.thread

export function MessageLog({ conversation }: { conversation: Conversation }) {
  const queries = useQueryClient()
  const log = useQuery(messagesQuery(queries, conversation.id))
  if (log.data) return <LoadedLog conversation={conversation} log={log.data} />
  return (
    <div className={classes.middle}>
      {log.isError ? (
        <ProblemNotice problem={asProblem(log.error)} onRetry={() => void log.refetch()} />
      ) : (
        <Loader type="dots" aria-label={common.loading} />
      )}
    </div>
  )
}

function LoadedLog({ conversation, log }: { conversation: Conversation; log: Log }) {
  const { id, customer } = conversation
  const { me, outbox } = useDesk()
  const outgoing = useOutgoing(outbox, id)
  const said = useMemo(() => withOutgoing(log.messages, outgoing, me), [log.messages, outgoing, me])
  const blocks = useMemo(() => grouped(said), [said])
  const last = said.at(-1)
  const stick = useStick(said[0]?.key, last?.key, last?.message.author?.id === me.id)
  const readSeq = useReadMark(conversation, log.messages)
  const queries = useQueryClient()
  const earlier = useMutation({ mutationFn: () => loadEarlier(queries, id) })

  return (
    <div className={classes.logFrame}>
      <div ref={stick.scroller} className={classes.scroller} onScroll={stick.onScroll}>
        {log.more && (
          <Button
            className={classes.earlier}
            variant="subtle"
            size="compact-sm"
            loading={earlier.isPending}
            onClick={() => earlier.mutate()}
          >
            {words.earlier}
          </Button>
        )}
        {earlier.isError && <ProblemNotice problem={asProblem(earlier.error)} onClose={earlier.reset} />}
        <div
          role="log"
          aria-live="polite"
          aria-label={words.log(customer.name)}
          aria-busy={earlier.isPending}
          className={classes.log}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls what it can focus
          tabIndex={0}
        >
          {blocks.length === 0 && <Text c="dimmed">{words.empty}</Text>}
          {blocks.map((block) => {
            if (block.type === 'day') return <DayLine key={block.key} at={block.at} />
            if (block.type === 'system') return <SystemLine key={block.key} message={block.message} />
            return <SaidBlock key={block.key} block={block} conversation={conversation} readSeq={readSeq} />
          })}
        </div>
        <TypingLine id={id} />
      </div>
      {stick.news && (
        <Button
          className={classes.news}
          size="xs"
          radius="xl"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={stick.toEnd}
        >
          {words.newMessages}
        </Button>
      )}
    </div>
  )
}

function TypingLine({ id }: { id: string }) {
  const typing = useTyping(id)
  return (
    <p className={classes.typing} aria-live="off">
      {typing ? desktop.list.typing(typing) : '\u00a0'}
    </p>
  )
}
