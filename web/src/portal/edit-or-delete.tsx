import { Menu } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useRef, useState } from 'react'
import { shared } from '../phrases/portal-desk.ts'
import { DeleteDialog, type DeleteProps } from './delete-dialog.tsx'
import { RowMenu } from './row-menu.tsx'

type Opened = { returnTo: RefObject<HTMLElement | null>; onClose: () => void }
type Props = {
  name: string
  /** The dialog in which it is changed. */
  edit: (opened: Opened) => ReactNode
  remove: Omit<DeleteProps, keyof Opened>
}

/** The two things that can be done with a row that one has written oneself. */
export function EditOrDelete({ name, edit, remove }: Props) {
  const [asking, setAsking] = useState<'edit' | 'delete' | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const opened = { returnTo: button, onClose: () => setAsking(null) }
  return (
    <>
      <RowMenu name={name} button={button}>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setAsking('edit')}>
          {shared.edit}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => setAsking('delete')}>
          {shared.delete}
        </Menu.Item>
      </RowMenu>
      {asking === 'edit' && edit(opened)}
      {asking === 'delete' && <DeleteDialog {...remove} {...opened} />}
    </>
  )
}
