import { Group, Kbd, Stack, Switch, Text } from '@mantine/core'
import { desktop } from '../phrases/desktop.ts'
import { Dialog } from '../ui/dialog.tsx'

const words = desktop.shortcuts
const rows: Array<[string[], string]> = [
  [['?'], words.help],
  [['g', 'a'], words.toggleStatus],
  [['m'], words.toggleSound],
]

type Props = { opened: boolean; onClose: () => void; enabled: boolean; onEnabled: (on: boolean) => void }

export function ShortcutsDialog({ opened, onClose, enabled, onEnabled }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={words.title}>
      <Stack gap="sm">
        {rows.map(([keys, does]) => (
          <Group key={does} justify="space-between" wrap="nowrap">
            <Text size="sm">{does}</Text>
            <Keys keys={keys} />
          </Group>
        ))}
        <Switch
          mt="sm"
          label={words.enabled}
          description={words.enabledHint}
          checked={enabled}
          onChange={(event) => onEnabled(event.currentTarget.checked)}
        />
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
          <Kbd>{key}</Kbd>
        </Group>
      ))}
    </Group>
  )
}
