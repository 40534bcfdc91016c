import { CloseButton, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { common } from '../phrases/common.ts'
import classes from './notice.module.css'

export type Tone = 'good' | 'warn' | 'bad' | 'plain'

type Props = {
  tone: Tone
  icon: ReactNode
  title: string
  children?: ReactNode
  /** `alert` interrupts a screen reader, `status` waits. */
  role?: 'alert' | 'status' | undefined
  onClose?: (() => void) | undefined
}

export function Notice({ tone, icon, title, children, role, onClose }: Props) {
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div className={classes.body}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        {children}
      </div>
      {onClose && <CloseButton size="sm" aria-label={common.dismiss} onClick={onClose} />}
    </div>
  )
}
