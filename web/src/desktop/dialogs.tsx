import { lazy, Suspense } from 'react'
import type { Command } from './commands/commands.ts'
import type { AlertSound } from './sound/use-alert-sound.ts'

const SettingsDialog = lazy(() => import('./settings/settings-dialog.tsx'))
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'))
const CommandBar = lazy(() => import('./commands/command-bar.tsx'))

export type Shown = 'help' | 'settings' | 'commands' | 'tools'
type Props = {
  shown: Shown | undefined
  onClose: () => void
  sound: AlertSound
  commands: Command[]
  shortcuts: boolean
  onShortcuts: (on: boolean) => void
}

/** What opens over the desktop. */
export function Dialogs({ shown, onClose, sound, commands, shortcuts, onShortcuts }: Props) {
  return (
    <Suspense>
      {shown === 'help' && <ShortcutsDialog onClose={onClose} enabled={shortcuts} onEnabled={onShortcuts} />}
      {shown === 'settings' && (
        <SettingsDialog sound={sound} onClose={onClose} shortcuts={shortcuts} onShortcuts={onShortcuts} />
      )}
      {shown === 'commands' && <CommandBar commands={commands} onClose={onClose} />}
    </Suspense>
  )
}
