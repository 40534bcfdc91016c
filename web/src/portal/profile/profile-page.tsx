import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { companyQuery } from '../../api/company.ts'
import { profile as words } from '../../phrases/portal-profile.ts'
import { mayChangeCompany, mayChangeLogo } from '../access.ts'
import { LoadFailure } from '../load-failure.tsx'
import { PageHeader } from '../page-header.tsx'
import { useSession } from '../use-session.ts'
import { DetailsForm } from './details-form.tsx'
import { DetailsView } from './details-view.tsx'
import { LogoForm } from './logo-form.tsx'
import { LogoView } from './logo-view.tsx'
import classes from './profile.module.css'

export function ProfilePage() {
  const { role } = useSession().user
  const { data: company, isError, error, refetch } = useQuery(companyQuery)
  return (
    <div className={classes.page}>
      <PageHeader title={words.title} lead={words.lead} />
      {company ? (
        <Stack gap="lg">
          {mayChangeCompany(role) ? <DetailsForm company={company} /> : <DetailsView company={company} />}
          {mayChangeLogo(role) ? <LogoForm logo={company.logo} /> : <LogoView logo={company.logo} />}
        </Stack>
      ) : isError ? (
        <LoadFailure error={error} onRetry={() => void refetch()} />
      ) : (
        <Stack gap="lg">
          <Skeleton height={420} radius="lg" />
          <Skeleton height={330} radius="lg" />
        </Stack>
      )}
    </div>
  )
}
