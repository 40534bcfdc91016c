import type { PersonView } from '@koopid/contract'
import { Menu } from '@mantine/core'
import { IconHeadset, IconHeadsetOff, IconUserCheck, IconUserOff, IconUserShield } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { people as words } from '../../phrases/portal-people.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { RowMenu } from '../row-menu.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { usePersonChange } from './use-person-change.tsx'

export function PersonActions({ person }: { person: PersonView }) {
  const [asking, setAsking] = useState<'role' | 'deactivate' | null>(null)
  const change = usePersonChange(person)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => setAsking(null)
  const AgentIcon = person.agent ? IconHeadsetOff : IconHeadset
  return (
    <>
      <RowMenu name={person.name} busy={change.isPending} button={button}>
        <Menu.Item leftSection={<IconUserShield size={16} />} onClick={() => setAsking('role')}>
          {words.changeRole}
        </Menu.Item>
        <Menu.Item
          leftSection={<AgentIcon size={16} />}
          onClick={() => change.mutate({ agent: !person.agent })}
        >
          {person.agent ? words.forbidAgent : words.allowAgent}
        </Menu.Item>
        <Menu.Divider />
        {person.active ? (
          <Menu.Item leftSection={<IconUserOff size={16} />} onClick={() => setAsking('deactivate')}>
            {words.deactivate}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconUserCheck size={16} />}
            onClick={() => change.mutate({ active: true })}
          >
            {words.reactivate}
          </Menu.Item>
        )}
      </RowMenu>
      <RoleDialog
        key={person.role}
        person={person}
        opened={asking === 'role'}
        onClose={close}
        returnTo={button}
        onSave={(role) => {
          close()
          change.mutate({ role })
        }}
      />
      <ConfirmDialog
        opened={asking === 'deactivate'}
        onClose={close}
        returnTo={button}
        title={words.deactivateTitle(person.name)}
        confirm={words.deactivate}
        danger
        onConfirm={() => {
          close()
          change.mutate({ active: false })
        }}
      >
        {words.deactivateText}
      </ConfirmDialog>
    </>
  )
}
