import type { SessionView } from '@koopid/contract'
import { common } from '../phrases/common.ts'
import { Mark } from '../ui/mark.tsx'
import { PersonMenu } from './person-menu.tsx'
import { SoundChip } from './sound/sound-chip.tsx'
import type { AlertSound } from './sound/use-alert-sound.ts'
import { StatusMenu } from './status-menu.tsx'
import classes from './top-bar.module.css'
import type { StatusControl } from './use-agent-status.ts'

type Props = {
  session: SessionView
  brand: string
  status: StatusControl
  sound: AlertSound
  onGoAvailable: () => void
  onHelp: () => void
}

export function TopBar({ session, brand, status, sound, onGoAvailable, onHelp }: Props) {
  const { provider } = session
  return (
    <header className={classes.bar}>
      <div className={classes.brand}>
        <Mark size={32} />
        <span className={classes.brandName}>{brand}</span>
      </div>
      <div className={classes.provider}>
        <span className={classes.providerName}>{provider.name}</span>
        <span className={classes.providerId}>{common.providerId(provider.id)}</span>
      </div>
      <div className={classes.controls}>
        <StatusMenu status={status} onGoAvailable={onGoAvailable} />
        <SoundChip sound={sound} />
      </div>
      <div className={classes.person}>
        <PersonMenu session={session} onHelp={onHelp} />
      </div>
    </header>
  )
}
