import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { brandQuery } from '../api/queries.ts'
import { signIn } from '../phrases/sign-in.ts'
import { Mark } from '../ui/mark.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { ArrivalNotice } from './arrival-notice.tsx'
import classes from './login.module.css'
import { SignInPanel } from './sign-in-panel.tsx'

const route = getRouteApi('/login')

export function LoginPage() {
  const search = route.useSearch()
  const brand = useQuery(brandQuery)
  const name = brand.data?.name
  usePageTitle(signIn.title, name)
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Stack gap="lg">
          <div className={classes.brand}>
            <Mark size={40} />
            {name ? (
              <Text fw={650} size="lg">
                {name}
              </Text>
            ) : (
              <Skeleton height={18} width={110} visible={brand.isPending} />
            )}
          </div>
          <Title order={1} size="h2">
            {signIn.title}
          </Title>
          <ArrivalNotice state={search.state} reason={search.reason} />
          <SignInPanel provider={search.provider} target={search.target} />
        </Stack>
      </div>
      <Text size="sm" c="dimmed" ta="center">
        {signIn.tileHint}
      </Text>
    </main>
  )
}
