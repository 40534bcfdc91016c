import type { ConnectionPage } from '@koopid/contract'
import { sso } from '../../phrases/portal-sso.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Section } from '../../ui/section.tsx'
import classes from './sso.module.css'

const words = sso.setup

export function OktaValues({ setup }: { setup: ConnectionPage['setup'] }) {
  return (
    <Section title={words.title} lead={words.lead}>
      <div className={classes.values}>
        <CopyField label={words.subdomain} value={setup.subdomain} />
        <CopyField
          label={words.providerId}
          value={setup.providerId}
          hint={words.providerIdHint(setup.providerId)}
        />
        <div className={classes.wide}>
          <CopyField label={words.redirectUri} value={setup.redirectUri} />
        </div>
        <div className={classes.wide}>
          <CopyField label={words.initiateUri} value={setup.initiateUri} />
        </div>
        <div className={classes.wide}>
          <CopyField label={words.postLogoutRedirectUri} value={setup.postLogoutRedirectUri} />
        </div>
      </div>
    </Section>
  )
}
