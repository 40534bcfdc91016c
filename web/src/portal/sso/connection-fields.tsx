import type { ConnectionPage } from '@koopid/contract'
import { TextInput } from '@mantine/core'
import { asProblem } from '../../api/problem.ts'
import { sso } from '../../phrases/portal-sso.ts'
import { Section } from '../../ui/section.tsx'
import { savedConnection } from './connection-form.ts'
import { LiveChecks } from './live-checks.tsx'
import { SecretField } from './secret-field.tsx'
import type { Connection } from './use-connection.ts'

const words = sso.form
type Props = { page: ConnectionPage; connection: Connection; disabled: boolean }

export function ConnectionFields({ page, connection, disabled }: Props) {
  const { values, change, error } = connection
  const saved = savedConnection(page)
  const refused = error ? asProblem(error) : undefined
  return (
    <Section title={words.title} lead={words.lead}>
      <TextInput
        label={words.domain}
        description={words.domainHint}
        placeholder="acme.okta.com"
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        disabled={disabled}
        value={values.oktaDomain}
        error={refused?.code === 'connection.domain_invalid' ? refused.detail : null}
        onChange={(event) => change({ oktaDomain: event.currentTarget.value })}
      />
      <TextInput
        label={words.clientId}
        placeholder="0oa…"
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        disabled={disabled}
        value={values.clientId}
        onChange={(event) => change({ clientId: event.currentTarget.value })}
      />
      <SecretField saved={saved?.hasClientSecret ?? false} connection={connection} disabled={disabled} />
      {!disabled && <LiveChecks values={values} saved={saved} />}
    </Section>
  )
}
