import type { RefObject } from 'react'
import { asProblem } from '../api/problem.ts'
import { shared } from '../phrases/portal-desk.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { useDeskChange } from './use-desk-change.ts'

export type DeleteProps = {
  title: string
  text: string
  done: string
  refresh: string
  remove: () => Promise<unknown>
  returnTo?: RefObject<HTMLElement | null>
  onClose: () => void
  onDeleted?: () => void
}

/** Asks before it deletes, and stays open to say why it did not. */
export function DeleteDialog({
  title,
  text,
  done,
  refresh,
  remove,
  onClose,
  onDeleted,
  ...rest
}: DeleteProps) {
  const change = useDeskChange({ refresh, change: remove, done: () => done, ownFailure: true })
  const deleted = () => {
    onClose()
    onDeleted?.()
  }
  return (
    <ConfirmDialog
      {...rest}
      opened
      danger
      title={title}
      confirm={shared.delete}
      busy={change.isPending}
      onClose={onClose}
      onConfirm={() => change.mutate(undefined, { onSuccess: deleted })}
    >
      {change.isError ? <ProblemNotice problem={asProblem(change.error)} /> : text}
    </ConfirmDialog>
  )
}
