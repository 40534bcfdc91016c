import { Button, Group, Text } from '@mantine/core'
import { IconClockExclamation } from '@tabler/icons-react'
import { useCallback } from 'react'
import { signInAgainAddress } from '../api/session-end.ts'
import { desktop } from '../phrases/desktop.ts'
import { Notice } from '../ui/notice.tsx'
import { durationText } from '../ui/numbers.ts'
import { clockTime } from '../ui/time.tsx'
import { useDesk } from './desk-context.ts'
import { secondsLeft, stageOf, untilChange } from './live/last-minutes.ts'
import { useClock } from './live/use-clock.ts'
import { useAddress } from './use-address.ts'

const words = desktop.sessionEnd

/** That the session is about to end for good, and the way to another one without losing what one holds. */
export function SessionEndBanner() {
  const { session } = useDesk()
  const { openId } = useAddress()
  const end = Date.parse(session.expiresAt)
  const wait = useCallback((now: number) => untilChange(end - now), [end])
  const left = end - useClock(wait)
  const stage = stageOf(left)
  if (stage === 'far') return null
  const last = stage === 'last'
  const target = openId ? `/agent/c/${encodeURIComponent(openId)}` : '/agent/'
  return (
    <Notice
      // A new element: a screen reader reads an alert when it appears, not when a status turns into one.
      key={stage}
      tone={last ? 'bad' : 'warn'}
      role={last ? 'alert' : 'status'}
      icon={<IconClockExclamation size={20} />}
      title={last ? words.last : words.near(clockTime(session.expiresAt))}
    >
      <Text size="sm">{words.text}</Text>
      <Group gap="sm">
        <Button size="xs" component="a" href={signInAgainAddress(session, target)}>
          {words.again}
        </Button>
        {last && (
          // To be seen only: within an alert every second would be read out.
          <Text size="sm" fw={600} aria-hidden>
            {durationText(secondsLeft(left) * 1000)}
          </Text>
        )}
      </Group>
    </Notice>
  )
}
