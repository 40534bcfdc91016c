import { Button } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'

type Props = {
  words: { remove: string; removeTitle: string; removeText: string }
  remove: Pick<UseMutationResult<unknown, Error, void>, 'mutate' | 'isPending'>
  returnTo: RefObject<HTMLElement | null>
}

export function RemovePicture({ words, remove, returnTo }: Props) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button size="xs" variant="default" loading={remove.isPending} onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={words.removeTitle}
        confirm={words.remove}
        danger
        returnTo={returnTo}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          remove.mutate()
        }}
      >
        {words.removeText}
      </ConfirmDialog>
    </>
  )
}
