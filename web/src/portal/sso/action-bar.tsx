import type { ConnectionPage } from '@koopid/contract'
import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { sso } from '../../phrases/portal-sso.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Time } from '../../ui/time.tsx'
import classes from './sso.module.css'
import type { SsoRules } from './sso-rules.ts'
import type { Connection } from './use-connection.ts'

const words = sso.actions
type Props = { page: ConnectionPage; connection: Connection; rules: SsoRules }

export function ActionBar({ page, connection, rules }: Props) {
  const { save, test, activate } = connection
  const busy = save.isPending || test.isPending || activate.isPending
  return (
    <section className={classes.actions} aria-label={words.label}>
      <div style={{ flex: '1 1 220px' }}>
        <Text size="sm" id="sso-why" role="status">
          {sso.why[rules.why]}
        </Text>
        {page.draftTest && <LastTest test={page.draftTest} />}
      </div>
      <div className={classes.buttons}>
        {rules.canDiscard && <DiscardButton connection={connection} saved={page.draft !== null} />}
        <Button
          variant="default"
          disabled={!rules.canSave || busy}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {words.save}
        </Button>
        <Button
          variant={rules.canActivate || rules.why === 'live' ? 'default' : 'filled'}
          disabled={!rules.canTest || busy}
          loading={test.isPending || test.isSuccess}
          onClick={() => test.mutate()}
        >
          {words.test}
        </Button>
        <Button
          variant={rules.canActivate ? 'filled' : 'default'}
          disabled={!rules.canActivate || busy}
          loading={activate.isPending}
          aria-describedby="sso-why"
          onClick={() => activate.mutate()}
        >
          {words.activate}
        </Button>
      </div>
    </section>
  )
}

function LastTest({ test }: { test: NonNullable<ConnectionPage['draftTest']> }) {
  return (
    <Text size="xs" c="dimmed">
      {sso.lastTest(test.passed)} <Time at={test.at} />.{' '}
      <Anchor
        renderRoot={(props) => <Link to="/provider/sso" search={{ test: test.incident }} {...props} />}
        size="xs"
        style={{ textDecoration: 'underline' }}
      >
        {sso.viewTest}
      </Anchor>
    </Text>
  )
}

/** What was only typed goes at once; what was saved is asked about. */
function DiscardButton({ connection, saved }: { connection: Connection; saved: boolean }) {
  const [asking, setAsking] = useState(false)
  const { discard } = connection
  const go = () => discard.mutate(undefined, { onSettled: () => setAsking(false) })
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => (saved ? setAsking(true) : go())}>
        {words.discard}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={sso.discardDialog.title}
        confirm={words.discard}
        danger
        busy={discard.isPending}
        onConfirm={go}
      >
        {sso.discardDialog.text}
      </ConfirmDialog>
    </>
  )
}
