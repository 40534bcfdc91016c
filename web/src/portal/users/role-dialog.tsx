import type { PersonView, Role } from '@koopid/contract'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { roleNames } from '../../phrases/common.ts'
import { people as words } from '../../phrases/portal-people.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

type Props = { person: PersonView; opened: boolean; onClose: () => void; onSave: (role: Role) => void }

export function RoleDialog({ person, opened, onClose, onSave }: Props) {
  const [role, setRole] = useState(person.role)
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={words.changeRole}
      confirm={words.saveRole}
      onConfirm={() => (role === person.role ? onClose() : onSave(role))}
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
