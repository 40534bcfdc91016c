import { CloseButton, Title } from '@mantine/core'
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import { common } from '../phrases/common.ts'
import classes from './dialog.module.css'

type Props = {
  opened: boolean
  title: string
  onClose: () => void
  /** Where focus goes when what opened the dialog is gone, such as a menu item. */
  returnTo?: RefObject<HTMLElement | null> | undefined
  /** At the end of the screen, from top to bottom. */
  side?: boolean
  children: ReactNode
}

/** The browser's own modal dialog: it keeps focus inside and everything else inert. */
export function Dialog(props: Props) {
  return props.opened ? <OpenDialog {...props} /> : null
}

function OpenDialog({ title, onClose, returnTo, side, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    shown?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      shown?.close()
      if (document.activeElement === document.body) returnTo?.current?.focus()
    }
  }, [returnTo])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape
    <dialog
      ref={dialog}
      className={classes.dialog}
      data-side={side || undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={classes.body}>
        <div className={classes.head}>
          <Title order={2} size="h5" id={id}>
            {title}
          </Title>
          <CloseButton aria-label={common.close} onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  )
}
