import { Button, Group, Stack } from '@mantine/core'
import type { FormEvent, ReactNode, RefObject } from 'react'
import { asProblem } from '../api/problem.ts'
import { common } from '../phrases/common.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

type Props = {
  title: string
  confirm: string
  busy: boolean
  error: unknown
  returnTo?: RefObject<HTMLElement | null> | undefined
  onClose: () => void
  onSubmit: () => void
  children: ReactNode
}

/** A form in a dialog. What is wrong is said here, and the first wrong field gets the focus. */
export function FormDialog({ confirm, busy, error, onSubmit, children, ...dialog }: Props) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    onSubmit()
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  return (
    <Dialog opened {...dialog}>
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          {children}
          {error ? <ProblemNotice problem={asProblem(error)} /> : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={dialog.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
