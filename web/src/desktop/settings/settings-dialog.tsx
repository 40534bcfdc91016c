import {
  Button,
  type MantineColorScheme,
  NativeSelect,
  Stack,
  Switch,
  Title,
  useMantineColorScheme,
} from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { common } from '../../phrases/common.ts'
import { desktop } from '../../phrases/desktop.ts'
import { chooseLanguage, type Language, language, languageNames } from '../../phrases/language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { askForNotifications, notificationsDenied } from '../alerts/notify.ts'
import { toneNames } from '../sound/chime.ts'
import type { AlertSound } from '../sound/use-alert-sound.ts'
import { OwnSessions } from './own-sessions.tsx'
import { Person } from './person.tsx'
import { changePreferences, usePreferences } from './preferences.ts'
import classes from './settings.module.css'

const words = desktop.settings
const languages = Object.entries(languageNames).map(([value, label]) => ({ value, label }))
const schemes: MantineColorScheme[] = ['auto', 'light', 'dark']

type Props = {
  sound: AlertSound
  onClose: () => void
  shortcuts: boolean
  onShortcuts: (on: boolean) => void
}

export default function SettingsDialog({ sound, onClose, shortcuts, onShortcuts }: Props) {
  return (
    <Dialog opened title={words.title} onClose={onClose}>
      <Stack gap="lg">
        <Person />
        <SoundSettings sound={sound} />
        <Looks />
        <Switch
          label={words.shortcuts}
          description={desktop.shortcuts.enabledHint}
          checked={shortcuts}
          onChange={(event) => onShortcuts(event.currentTarget.checked)}
        />
        <OwnSessions />
      </Stack>
    </Dialog>
  )
}

function SoundSettings({ sound }: { sound: AlertSound }) {
  const chosen = usePreferences()
  const denied = notificationsDenied()
  return (
    <Stack gap="sm">
      <Title order={3} size="h6">
        {words.sound}
      </Title>
      <NativeSelect
        label={words.tone}
        value={chosen.tone}
        data={toneNames.map((value) => ({ value, label: words.tones[value] }))}
        onChange={(event) => changePreferences({ tone: event.currentTarget.value as typeof chosen.tone })}
      />
      <label className={classes.volume}>
        <span>{words.volume}</span>
        <input
          type="range"
          min={5}
          max={100}
          step={5}
          value={chosen.volume}
          onChange={(event) => changePreferences({ volume: Number(event.currentTarget.value) })}
        />
      </label>
      <Button
        variant="default"
        size="xs"
        disabled={sound.state === 'unsupported'}
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        onClick={sound.test}
      >
        {words.test}
      </Button>
      <Switch
        label={words.onlyHidden}
        checked={chosen.onlyHidden}
        onChange={(event) => changePreferences({ onlyHidden: event.currentTarget.checked })}
      />
      <Switch
        label={words.notifications}
        description={denied ? words.notificationsDenied : words.notificationsHint}
        checked={chosen.notifications}
        onChange={(event) => {
          changePreferences({ notifications: event.currentTarget.checked })
          askForNotifications()
        }}
      />
    </Stack>
  )
}

function Looks() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Stack gap="sm">
      <NativeSelect
        label={words.language}
        description={words.languageHint}
        value={language}
        data={languages}
        onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}
      />
      <NativeSelect
        label={words.theme}
        value={colorScheme}
        data={schemes.map((value) => ({ value, label: common.colorScheme[value] }))}
        onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)}
      />
    </Stack>
  )
}
