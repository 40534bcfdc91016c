import type { SessionView } from '@koopid/contract'
import { useState } from 'react'
import { asProblem } from '../api/problem.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { SkipLink } from '../ui/skip-link.tsx'
import { ConversationPane } from './conversation-pane.tsx'
import classes from './desktop.module.css'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useAlertSound } from './sound/use-alert-sound.ts'
import { ThreadPane } from './thread-pane.tsx'
import { TopBar } from './top-bar.tsx'
import { useAgentStatus } from './use-agent-status.ts'
import { useShortcuts } from './use-shortcuts.ts'

export function Desktop({ session, brand }: { session: SessionView; brand: string }) {
  const sound = useAlertSound(session)
  const status = useAgentStatus()
  const [help, setHelp] = useState(false)

  // Going available is a gesture, and the moment from which sound is needed.
  const goAvailable = () => {
    if (sound.wanted) sound.enable(0.08)
    status.change('available')
  }
  const [shortcutsOn, setShortcutsOn] = useShortcuts({
    '?': () => setHelp(true),
    'g a': () => (status.current === 'available' ? status.change('away') : goAvailable()),
    m: () => sound.setMuted(sound.wanted),
  })
  const notice = [status, sound].find((one) => one.error)

  return (
    <div className={classes.desktop}>
      <SkipLink />
      <TopBar
        session={session}
        brand={brand}
        status={status}
        sound={sound}
        onGoAvailable={goAvailable}
        onHelp={() => setHelp(true)}
      />
      {notice && (
        <div className={classes.notice}>
          <ProblemNotice problem={asProblem(notice.error)} onClose={notice.dismissError} />
        </div>
      )}
      <main id="main" tabIndex={-1} className={classes.panes}>
        <ConversationPane away={status.current === 'away'} onGoAvailable={goAvailable} />
        <ThreadPane />
      </main>
      <ShortcutsDialog
        opened={help}
        onClose={() => setHelp(false)}
        enabled={shortcutsOn}
        onEnabled={setShortcutsOn}
      />
    </div>
  )
}
