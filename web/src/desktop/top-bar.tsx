import type { SessionView } from '@koopid/contract'
import { ActionIcon } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { common } from '../phrases/common.ts'
import { desktop } from '../phrases/desktop.ts'
import { Mark } from '../ui/mark.tsx'
import { ProviderLogo } from '../ui/provider-logo.tsx'
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
  unheard: boolean
  onGoAvailable: () => void
  onHelp: () => void
  onSettings: () => void
}

export function TopBar({ session, brand, status, sound, unheard, onGoAvailable, onHelp, onSettings }: Props) {
  const { provider } = session
  return (
    <header className={classes.bar}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={desktop.settings.open}
        title={desktop.settings.open}
        onClick={onSettings}
      >
        <IconSettings size={20} aria-hidden />
      </ActionIcon>
      <div className={classes.brand}>
        <ProviderLogo
          logo={provider.logo}
          within={{ width: 160, height: 36 }}
          fallback={<Brand name={brand} />}
        />
      </div>
      <div className={classes.provider}>
        <span className={classes.providerName}>{provider.name}</span>
        <span className={classes.providerId}>{common.providerId(provider.id)}</span>
      </div>
      <div className={classes.controls}>
        <StatusMenu status={status} onGoAvailable={onGoAvailable} />
        <SoundChip sound={sound} unheard={unheard} />
      </div>
      <div className={classes.person}>
        <PersonMenu session={session} onHelp={onHelp} />
      </div>
    </header>
  )
}

function Brand({ name }: { name: string }) {
  return (
    <>
      <Mark size={32} />
      <span className={classes.brandName}>{name}</span>
    </>
  )
}
