import type { Company } from '@koopid/contract'
import { planNames } from '../../phrases/common.ts'
import { profile } from '../../phrases/portal-profile.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import classes from './profile.module.css'

const words = profile.details

/** What only the operator changes. */
export function GivenFacts({ company }: { company: Company }) {
  return (
    <div className={classes.pair}>
      <CopyField label={words.providerId} value={String(company.id)} />
      <CopyField label={words.plan} value={planNames[company.plan]} />
    </div>
  )
}
