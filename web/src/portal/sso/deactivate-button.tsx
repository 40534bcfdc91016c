import { Button } from '@mantine/core'
import { useState } from 'react'
import { sso } from '../../phrases/portal-sso.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { Connection } from './use-connection.ts'

export function DeactivateButton({ connection }: { connection: Connection }) {
  const [asking, setAsking] = useState(false)
  const { deactivate } = connection
  return (
    <>
      <Button variant="default" size="sm" onClick={() => setAsking(true)}>
        {sso.actions.deactivate}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={sso.deactivateDialog.title}
        confirm={sso.actions.deactivate}
        danger
        busy={deactivate.isPending}
        onConfirm={() => deactivate.mutate(undefined, { onSettled: () => setAsking(false) })}
      >
        {sso.deactivateDialog.text}
      </ConfirmDialog>
    </>
  )
}
