import { Text } from '@mantine/core'
import { IconCircleCheck, IconClockOff, IconSearchOff } from '@tabler/icons-react'
import { readSessionEnd } from '../api/session-end.ts'
import { signIn } from '../phrases/sign-in.ts'
import { Notice } from '../ui/notice.tsx'

type Props = { state: string | undefined; reason: string | undefined }

/** Why the person stands here, when they did not come by themselves. */
export function ArrivalNotice({ state, reason }: Props) {
  if (state === 'signed-out') {
    const { title, text } = signIn.signedOut
    return (
      <Notice tone="good" role="status" icon={<IconCircleCheck size={20} />} title={title}>
        <Text size="sm">{text}</Text>
      </Notice>
    )
  }
  if (reason !== undefined) {
    const { title, because } = signIn.ended
    return (
      <Notice tone="warn" role="status" icon={<IconClockOff size={20} />} title={title}>
        <Text size="sm">{because[readSessionEnd(reason)]}</Text>
      </Notice>
    )
  }
  return null
}

export function NothingFound({ query }: { query: string }) {
  const { title, text } = /^\d+$/.test(query.trim()) ? signIn.nothingForId : signIn.nothing
  return (
    <Notice tone="warn" role="status" icon={<IconSearchOff size={20} />} title={title}>
      <Text size="sm">{text}</Text>
    </Notice>
  )
}
