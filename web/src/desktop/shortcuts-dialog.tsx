import { Group, Kbd, Stack, Switch, Text } from '@mantine/core'
import { desktop } from '../phrases/desktop.ts'
import { Dialog } from '../ui/dialog.tsx'
import { commandIds, commandName, keysOf } from './commands/commands.ts'

const words = desktop.shortcuts
const apple = /Mac|iPhone|iPad/.test(navigator.userAgent)

type Props = { onClose: () => void; enabled: boolean; onEnabled: (on: boolean) => void }

export default function ShortcutsDialog({ onClose, enabled, onEnabled }: Props) {
  return (
    <Dialog opened onClose={onClose} title={words.title}>
      <Stack gap="sm">
        <Switch
          label={words.enabled}
          description={words.enabledHint}
          checked={enabled}
          onChange={(event) => onEnabled(event.currentTarget.checked)}
        />
        {commandIds.map((id) => (
          <Group key={id} justify="space-between" wrap="nowrap">
            <Text size="sm">{commandName(id)}</Text>
            <Keys keys={keysOf[id].split(' ')} />
          </Group>
        ))}
      </Stack>
    </Dialog>
  )
}

function Keys({ keys }: { keys: string[] }) {
  return (
    <Group gap={6} wrap="nowrap">
      {keys.map((key, index) => (
        <Group gap={6} key={key} wrap="nowrap">
          {index > 0 && (
            <Text size="xs" c="dimmed">
              {words.between}
            </Text>
          )}
          <Kbd dir="ltr">{key.replace('Mod+k', apple ? '⌘ K' : 'Ctrl K')}</Kbd>
        </Group>
      ))}
    </Group>
  )
}
