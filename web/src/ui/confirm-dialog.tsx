import { Button, Group, Text } from '@mantine/core'
import type { ReactNode, RefObject } from 'react'
import { common } from '../phrases/common.ts'
import { Dialog } from './dialog.tsx'

type Props = {
  opened: boolean
  title: string
  confirm: string
  cancel?: string
  danger?: boolean
  busy?: boolean
  returnTo?: RefObject<HTMLElement | null>
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}

export function ConfirmDialog({ confirm, cancel, danger, busy, onConfirm, children, ...dialog }: Props) {
  return (
    <Dialog {...dialog}>
      <Text component="div" size="sm" mb="lg">
        {children}
      </Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={dialog.onClose} data-autofocus>
          {cancel ?? common.cancel}
        </Button>
        <Button {...(danger ? { color: 'red.8' } : {})} loading={busy ?? false} onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Dialog>
  )
}
