import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { desktop } from '../phrases/desktop.ts'
import { Dialog } from '../ui/dialog.tsx'
import { SkipLink } from '../ui/skip-link.tsx'
import type { useAlerts } from './alerts/use-alerts.ts'
import { AwayOffer } from './away-offer.tsx'
import { asShortcuts } from './commands/commands.ts'
import { useCommands } from './commands/use-commands.ts'
import { useDesk } from './desk-context.ts'
import classes from './desktop.module.css'
import { Dialogs, type Shown } from './dialogs.tsx'
import { loadConversationParts } from './lazy-parts.ts'
import { ConversationPane } from './list/conversation-pane.tsx'
import { useList } from './list/use-list.ts'
import type { Link } from './live/use-realtime.ts'
import { Notices } from './notices.tsx'
import type { AlertSound } from './sound/use-alert-sound.ts'
import { useConversationActions } from './thread/actions.ts'
import { ThreadPane } from './thread/thread-pane.tsx'
import type { ToolName } from './tools/tool-names.ts'
import { TopBar } from './top-bar.tsx'
import type { StatusControl } from './use-agent-status.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useShortcuts } from './use-shortcuts.ts'

const ToolsPane = lazy(() => import('./tools/tools-pane.tsx'))

type Props = {
  brand: string
  openId: string | undefined
  sound: AlertSound
  status: StatusControl
  alerts: ReturnType<typeof useAlerts>
  link: Link
  onUseHere: () => void
  onGoAvailable: () => void
}

export function DesktopBody({ brand, openId, sound, status, alerts, link, onUseHere, onGoAvailable }: Props) {
  const { session } = useDesk()
  const [shown, setShown] = useState<Shown>()
  const [tool, setTool] = useState<ToolName>('customer')
  const list = useList()
  const filterRef = useRef<HTMLInputElement>(null)
  const wide = useMediaQuery('(min-width: 1181px)') ?? true
  const actions = useConversationActions()
  const commands = useCommands({
    openId,
    list,
    actions,
    status,
    sound,
    filterRef,
    onGoAvailable,
    onShow: setShown,
    onTool: (name) => {
      setTool(name)
      if (!wide) setShown('tools')
    },
  })
  const available = status.current === 'available'
  useEffect(() => {
    if (available) loadConversationParts()
  }, [available])
  useKeptFocus()
  const [shortcutsOn, setShortcutsOn] = useShortcuts(asShortcuts(commands))
  const close = () => setShown(undefined)
  // They are beside the messages now, and must not jump over them when the window is made narrow again.
  useEffect(() => {
    if (wide) setShown((now) => (now === 'tools' ? undefined : now))
  }, [wide])
  const tools = openId && <ToolsPane key={openId} id={openId} tool={tool} onTool={setTool} onDone={close} />

  return (
    <div className={classes.desktop} data-ringing={alerts.ringing}>
      <SkipLink />
      <TopBar
        session={session}
        brand={brand}
        status={status}
        sound={sound}
        unheard={alerts.unheard}
        onGoAvailable={onGoAvailable}
        onHelp={() => setShown('help')}
        onSettings={() => setShown('settings')}
      />
      <Notices
        faults={[status, sound, actions]}
        link={link}
        status={status}
        alerts={alerts}
        onUseHere={onUseHere}
        onGoAvailable={onGoAvailable}
      />
      <main id="main" tabIndex={-1} className={classes.panes} data-open={openId !== undefined || undefined}>
        <ConversationPane
          list={list}
          openId={openId}
          away={status.current === 'away'}
          filterRef={filterRef}
          onGoAvailable={onGoAvailable}
          onCommands={() => setShown('commands')}
        />
        <ThreadPane id={openId} actions={actions} onTools={() => setShown('tools')} />
        {wide && (
          <aside className={classes.tools} aria-label={desktop.tools.label}>
            <Suspense>{tools}</Suspense>
          </aside>
        )}
      </main>
      <Dialog side opened={shown === 'tools' && !wide && !!tools} title={desktop.tools.label} onClose={close}>
        <Suspense>{tools}</Suspense>
      </Dialog>
      <Dialogs
        shown={shown}
        onClose={close}
        sound={sound}
        commands={commands}
        shortcuts={shortcutsOn}
        onShortcuts={setShortcutsOn}
      />
      <AwayOffer status={status} onGoAvailable={onGoAvailable} />
    </div>
  )
}
