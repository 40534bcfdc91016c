import { Text } from '@mantine/core'
import { IconCircleCheck, IconClockOff, IconSearchOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { signIn } from '../phrases/sign-in.ts'
import classes from './login.module.css'

type Props = { state: string | undefined; reason: string | undefined }

/** Why the person stands here, when they did not come by themselves. */
export function ArrivalNotice({ state, reason }: Props) {
  if (state === 'signed-out')
    return <Notice {...signIn.signedOut} icon={<IconCircleCheck size={20} aria-hidden />} />
  if (reason === 'ended')
    return <Notice {...signIn.ended} tone="warn" icon={<IconClockOff size={20} aria-hidden />} />
  return null
}

export function NothingFound({ query }: { query: string }) {
  const words = /^\d+$/.test(query.trim()) ? signIn.nothingForId : signIn.nothing
  return <Notice {...words} tone="warn" icon={<IconSearchOff size={20} aria-hidden />} />
}

type NoticeProps = { title: string; text: string; icon: ReactNode; tone?: 'good' | 'warn' }

function Notice({ title, text, icon, tone = 'good' }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone} role="status">
      {icon}
      <div>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </div>
    </div>
  )
}
