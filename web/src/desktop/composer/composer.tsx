import type { Conversation, ConversationDetail } from '@koopid/contract'
import { IconLock } from '@tabler/icons-react'
import { desktop } from '../../phrases/desktop.ts'
import { useDesk } from '../desk-context.ts'
import classes from './composer.module.css'
import { ComposerForm } from './composer-form.tsx'

const words = desktop.composer

/** Only whoever has the conversation writes in it; the others read why they cannot. */
export function Composer({ detail }: { detail: ConversationDetail }) {
  const { me } = useDesk()
  const reason = whyNot(detail.conversation, me.id)
  if (!reason) return <ComposerForm detail={detail} />
  return (
    <p className={classes.locked}>
      <IconLock size={16} aria-hidden />
      <span>{reason}</span>
    </p>
  )
}

export function whyNot({ status, assignee }: Conversation, me: string): string | undefined {
  if (status === 'queued') return words.queued
  if (status === 'closed') return words.closed
  return assignee && assignee.id !== me ? words.others(assignee.name) : undefined
}
