import type { PersonView } from '@koopid/contract'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconHeadset,
  IconHeadsetOff,
  IconUserCheck,
  IconUserOff,
  IconUserShield,
} from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { people as words } from '../../phrases/portal-people.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
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
      <Menu position="bottom-end" width={220} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon
            ref={button}
            variant="subtle"
            color="gray"
            size={36}
            loading={change.isPending}
            aria-label={words.actionsFor(person.name)}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
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
        </Menu.Dropdown>
      </Menu>
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
