import { closeCodes } from '@koopid/contract/realtime'
import { Button, Group, Text } from '@mantine/core'
import { IconBell, IconCoffee, IconPlugConnectedX } from '@tabler/icons-react'
import { desktop } from '../phrases/desktop.ts'
import { Notice } from '../ui/notice.tsx'
import type { Alert } from './alerts/pending.ts'
import { alertWords } from './alerts/use-alerts.ts'
import type { Link } from './live/use-realtime.ts'
import type { StatusControl } from './use-agent-status.ts'

const words = desktop.connection

/** The socket is away: what one sees may be old. */
export function ConnectionBanner({ link, onUseHere }: { link: Link; onUseHere: () => void }) {
  if (link.state === 'open' || link.state === 'connecting' || link.code === closeCodes.ended) return null
  const icon = <IconPlugConnectedX size={20} />
  if (link.state === 'waiting')
    return (
      <Notice tone="warn" role="status" icon={icon} title={words.waiting}>
        <Text size="sm">{words.waitingText}</Text>
      </Notice>
    )
  if (link.code === closeCodes.forbidden)
    return <Notice tone="bad" role="alert" icon={icon} title={words.forbidden} />
  return (
    <Notice tone="warn" role="alert" icon={icon} title={words.replaced}>
      <Button size="xs" variant="default" onClick={onUseHere}>
        {words.useHere}
      </Button>
    </Notice>
  )
}

/** Why routing passes this agent by, when they did not choose it themselves. */
export function AwayBanner({ status, onGoAvailable }: { status: StatusControl; onGoAvailable: () => void }) {
  const { current, why } = status
  if (current !== 'away' || !why || why.reason === 'chosen' || why.reason === 'signed_in') return null
  const text =
    why.by && why.reason === 'forced' ? desktop.status.awayBy(why.by) : desktop.status.away[why.reason]
  return (
    <Notice tone="warn" role="status" icon={<IconCoffee size={20} />} title={text}>
      <Button size="xs" onClick={onGoAvailable} loading={status.changing}>
        {desktop.status.goAvailable}
      </Button>
    </Notice>
  )
}

type AlertBannerProps = { alert: Alert | undefined; onOpen: () => void; onDismiss: () => void }

/** What the sound is about. */
export function AlertBanner({ alert, onOpen, onDismiss }: AlertBannerProps) {
  if (!alert) return null
  return (
    <Notice tone="good" icon={<IconBell size={20} />} title={alertWords(alert)} onClose={onDismiss}>
      <Group gap="sm" wrap="nowrap" maw="100%">
        <Button size="xs" onClick={onOpen} style={{ flex: 'none' }}>
          {desktop.alerts.open}
        </Button>
        <Text size="sm" c="dimmed" truncate dir="auto" miw={0}>
          {alert.text}
        </Text>
      </Group>
    </Notice>
  )
}
