import type { ReactNode } from 'react'
import type { Tone } from './notice.tsx'
import classes from './tone-badge.module.css'

export function ToneBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  )
}
