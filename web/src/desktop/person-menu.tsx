import type { SessionView } from '@koopid/contract'
import { Menu, Text, UnstyledButton } from '@mantine/core'
import { IconBuilding, IconKeyboard, IconLogout } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { common, roleNames } from '../phrases/common.ts'
import { desktop } from '../phrases/desktop.ts'
import { Avatar } from '../ui/avatar.tsx'
import { ColorSchemeItems } from '../ui/color-scheme-items.tsx'

const words = desktop.person
const SignOutDialog = lazy(() => import('./sign-out-dialog.tsx'))

export function PersonMenu({ session, onHelp }: { session: SessionView; onHelp: () => void }) {
  const { user } = session
  const [leaving, setLeaving] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Menu position="bottom-end" width={268} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <UnstyledButton ref={button} display="block" style={{ borderRadius: 999 }}>
            <span className="visually-hidden">{`${words.menu}: ${user.name}`}</span>
            <Avatar name={user.name} picture={user.picture} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <div role="presentation" style={{ padding: '8px 12px' }}>
            <Text fw={600} truncate>
              {user.name}
            </Text>
            <Text size="sm" c="dimmed" truncate title={user.email}>
              {user.email}
            </Text>
            <Text size="sm" c="dimmed">
              {roleNames[user.role]}
            </Text>
          </div>
          <Menu.Divider />
          <ColorSchemeItems />
          <Menu.Divider />
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
            {words.shortcuts}
          </Menu.Item>
          {user.role !== 'none' && (
            <Menu.Item component="a" href="/provider/" leftSection={<IconBuilding size={16} />}>
              {words.portal}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => setLeaving(true)}>
            {common.signOut.action}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>{leaving && <SignOutDialog onClose={() => setLeaving(false)} returnTo={button} />}</Suspense>
    </>
  )
}
