import type { AgentStatus } from '@koopid/contract'
import { Button, Menu, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { desktop, statusNames } from '../phrases/desktop.ts'
import classes from './top-bar.module.css'
import type { StatusControl } from './use-agent-status.ts'

const words = desktop.status
const choices: Array<[AgentStatus, string]> = [
  ['available', words.availableHint],
  ['away', words.awayHint],
]

type Props = { status: StatusControl; onGoAvailable: () => void }

export function StatusMenu({ status, onGoAvailable }: Props) {
  const { current } = status
  const choose = (value: string) => (value === 'available' ? onGoAvailable() : status.change('away'))
  const name = current ? statusNames[current] : '…'
  return (
    <>
      <span className="visually-hidden" role="status">
        {current && words.announce(name)}
      </span>
      {current === 'away' && (
        <Button size="sm" radius="xl" onClick={onGoAvailable} loading={status.changing}>
          {words.goAvailable}
        </Button>
      )}
      <Menu position="bottom-end" width={320} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            className={classes.statusButton}
            aria-label={words.label(name)}
            disabled={!current}
            leftSection={<Dot status={current} />}
            rightSection={<IconChevronDown size={16} aria-hidden />}
          >
            {name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={words.menu}>
          <Menu.RadioGroup value={current ?? null} onChange={choose}>
            {choices.map(([choice, hint]) => (
              <Menu.RadioItem
                key={choice}
                value={choice}
                closeMenuOnClick
                rightSection={<Dot status={choice} />}
              >
                {statusNames[choice]}
                <Text size="xs" c="dimmed">
                  {hint}
                </Text>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function Dot({ status }: { status: AgentStatus | undefined }) {
  return <span className={classes.dot} data-status={status} aria-hidden />
}
