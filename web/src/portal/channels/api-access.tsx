import type { Channel, ChannelKey } from '@koopid/contract'
import { Button, Stack, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { portalDesk } from '../../api/portal-desk.ts'
import { channels as words } from '../../phrases/portal-channels.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useDeskChange } from '../use-desk-change.ts'
import { useSession } from '../use-session.ts'
import { curlExample } from './channel-form.ts'
import { CodeBlock } from './code-block.tsx'

const { key: keyWords } = words

export function ApiAccess({ channel }: { channel: Channel }) {
  const { provider } = useSession()
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<ChannelKey | null>(null)
  const make = useDeskChange({ refresh: 'channels', change: () => portalDesk.makeKey(channel.id) })
  const go = () => make.mutate(undefined, { onSuccess: setMade, onSettled: () => setAsking(false) })
  return (
    <Section
      title={keyWords.title}
      lead={channel.hasKey ? keyWords.has : keyWords.hasNot}
      aside={
        <Button
          variant={channel.hasKey ? 'default' : 'filled'}
          leftSection={<IconKey size={16} />}
          loading={make.isPending}
          onClick={() => (channel.hasKey ? setAsking(true) : go())}
        >
          {keyWords.make}
        </Button>
      }
    >
      {made && <Once made={made} onStored={() => setMade(null)} />}
      <Stack gap="xs">
        <Text size="sm" fw={550}>
          {keyWords.exampleTitle}
        </Text>
        <Text size="sm" c="dimmed">
          {keyWords.exampleLead}
        </Text>
        <CodeBlock label={keyWords.example} text={curlExample(location.origin, provider.id, channel.id)} />
        <Text size="sm" c="dimmed">
          {keyWords.signed}
        </Text>
      </Stack>
      <ConfirmDialog
        opened={asking}
        danger
        title={keyWords.confirmTitle}
        confirm={keyWords.make}
        busy={make.isPending}
        onClose={() => setAsking(false)}
        onConfirm={go}
      >
        {keyWords.confirmText}
      </ConfirmDialog>
    </Section>
  )
}

function Once({ made, onStored }: { made: ChannelKey; onStored: () => void }) {
  return (
    <Notice tone="warn" role="status" icon={<IconKey size={20} />} title={keyWords.onceTitle}>
      <Text size="sm">{keyWords.onceText}</Text>
      <Stack gap="sm" w="100%">
        <CopyField label={keyWords.apiKey} value={made.apiKey} />
        <CopyField label={keyWords.webhookSecret} value={made.webhookSecret} />
      </Stack>
      <Button size="xs" variant="default" onClick={onStored}>
        {keyWords.stored}
      </Button>
    </Notice>
  )
}
