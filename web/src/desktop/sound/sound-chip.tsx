import { Button, Menu } from '@mantine/core'
import { IconBell, IconBellOff, IconBellX, IconPlayerPlay } from '@tabler/icons-react'
import { desktop } from '../../phrases/desktop.ts'
import classes from './sound-chip.module.css'
import type { SoundState } from './sound-state.ts'
import type { AlertSound } from './use-alert-sound.ts'

const words = desktop.sound
const icons = {
  on: IconBell,
  checking: IconBell,
  muted: IconBellOff,
  blocked: IconBellX,
  unsupported: IconBellX,
}

type Props = {
  sound: AlertSound
  /** Somebody is waiting and nothing can be heard. */
  unheard: boolean
}

export function SoundChip({ sound, unheard }: Props) {
  if (sound.state === 'blocked')
    return <ChipButton state="blocked" unheard={unheard} onClick={() => sound.enable()} />
  return (
    <Menu position="bottom-end" width={210} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ChipButton state={sound.state} />
      </Menu.Target>
      <Menu.Dropdown>
        {sound.state === 'unsupported' && <Menu.Label>{words.unsupportedHint}</Menu.Label>}
        <Menu.Item
          leftSection={<IconPlayerPlay size={16} />}
          disabled={sound.state === 'unsupported'}
          onClick={sound.test}
        >
          {words.test}
        </Menu.Item>
        <Menu.Item
          leftSection={sound.wanted ? <IconBellOff size={16} /> : <IconBell size={16} />}
          onClick={() => sound.setMuted(sound.wanted)}
        >
          {sound.wanted ? words.mute : words.unmute}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

type ChipProps = { state: SoundState; unheard?: boolean; onClick?: () => void }

function ChipButton({ state, unheard, ...rest }: ChipProps) {
  const Icon = icons[state]
  return (
    <Button
      {...rest}
      variant="default"
      size="sm"
      className={classes.chip}
      data-state={state}
      data-unheard={unheard || undefined}
      aria-label={words.label(words[state])}
      leftSection={<Icon size={17} aria-hidden />}
    >
      <span className={classes.long}>{words[state]}</span>
      <span className={classes.short}>{words.short[state]}</span>
    </Button>
  )
}
