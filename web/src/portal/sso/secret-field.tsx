import { Button, PasswordInput, Text } from '@mantine/core'
import { sso } from '../../phrases/portal-sso.ts'
import classes from './sso.module.css'
import type { Connection } from './use-connection.ts'

const words = sso.form
type Props = { saved: boolean; connection: Connection; disabled: boolean }

/** Write-only: what is saved is never sent back to be shown. */
export function SecretField({ saved, connection, disabled }: Props) {
  const { values, change } = connection
  const { removeSecret } = values
  return (
    <div>
      <div className={classes.secretRow}>
        <PasswordInput
          label={words.secret}
          description={words.secretHint}
          placeholder={saved && !removeSecret ? words.secretSaved : ''}
          autoComplete="new-password"
          disabled={disabled || removeSecret}
          value={values.secret}
          onChange={(event) => change({ secret: event.currentTarget.value })}
        />
        {saved && (
          <Button
            variant="default"
            disabled={disabled}
            onClick={() => change({ removeSecret: !removeSecret, secret: '' })}
          >
            {removeSecret ? words.keepSecret : words.removeSecret}
          </Button>
        )}
      </div>
      {removeSecret && (
        <Text size="sm" mt={6} role="status">
          {words.secretRemoved}
        </Text>
      )}
    </div>
  )
}
