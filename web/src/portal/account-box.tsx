import type { SessionView } from '@koopid/contract'
import { Avatar, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { portal } from '../phrases/portal.ts'
import { initials } from '../ui/names.ts'
import { recall, remember } from '../ui/storage.ts'
import { AccountDetails } from './account-details.tsx'
import classes from './portal.module.css'

const key = 'koopid-account-open'

/** Top left: the profile picture and login account name, which open to the Provider ID. */
export function AccountBox({ session }: { session: SessionView }) {
  const [open, setOpen] = useState(() => recall(key) === 'yes')
  const toggle = () => {
    setOpen(!open)
    remember(key, open ? null : 'yes')
  }
  const { name, email } = session.user
  return (
    <header className={classes.account}>
      <UnstyledButton
        className={classes.accountButton}
        onClick={toggle}
        aria-expanded={open}
        aria-controls="account-details"
        title={portal.account.expand}
      >
        <Avatar color="lagoon" radius="xl" size={40} aria-hidden>
          {initials(name)}
        </Avatar>
        <span className={classes.accountNames}>
          <Text component="span" display="block" fw={600} size="sm" truncate>
            {name}
          </Text>
          <Text component="span" display="block" size="xs" c="dimmed" truncate>
            {email}
          </Text>
        </span>
        <IconChevronDown size={18} className={classes.chevron} data-open={open || undefined} aria-hidden />
      </UnstyledButton>
      <div id="account-details" hidden={!open}>
        {open && <AccountDetails session={session} />}
      </div>
    </header>
  )
}
