import { Group, Kbd, Modal, Stack, Switch, Text } from '@mantine/core'
import { common } from '../phrases/common.ts'
import { desktop } from '../phrases/desktop.ts'

const words = desktop.shortcuts
const rows: Array<[string[], string]> = [
  [['?'], words.help],
  [['g', 'a'], words.toggleStatus],
  [['m'], words.toggleSound],
]

type Props = { opened: boolean; onClose: () => void; enabled: boolean; onEnabled: (on: boolean) => void }

export function ShortcutsDialog({ opened, onClose, enabled, onEnabled }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.title}
      centered
      closeButtonProps={{ 'aria-label': common.close }}
      styles={{ title: { fontWeight: 650 } }}
    >
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
    </Modal>
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
