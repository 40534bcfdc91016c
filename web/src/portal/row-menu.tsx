import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode, Ref } from 'react'
import { shared } from '../phrases/portal-desk.ts'

type Props = { name: string; busy?: boolean; button: Ref<HTMLButtonElement>; children: ReactNode }

/** What can be done with one row. */
export function RowMenu({ name, busy, button, children }: Props) {
  return (
    <Menu position="bottom-end" width={220} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          ref={button}
          variant="subtle"
          color="gray"
          size={36}
          loading={busy ?? false}
          aria-label={shared.actionsFor(name)}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
