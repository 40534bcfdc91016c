import type { PersonView, Role } from '@koopid/contract'
import { NativeSelect } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { roleNames } from '../../phrases/common.ts'
import { people as words } from '../../phrases/portal-people.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

type Props = {
  person: PersonView
  opened: boolean
  onClose: () => void
  returnTo: RefObject<HTMLElement | null>
  onSave: (role: Role) => void
}

export function RoleDialog({ person, onSave, ...dialog }: Props) {
  const [role, setRole] = useState(person.role)
  return (
    <ConfirmDialog
      {...dialog}
      title={words.changeRole}
      confirm={words.saveRole}
      onConfirm={() => (role === person.role ? dialog.onClose() : onSave(role))}
    >
      <NativeSelect
        label={words.roleOf(person.name)}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
        data={Object.entries(roleNames).map(([value, label]) => ({ value, label }))}
      />
    </ConfirmDialog>
  )
}
