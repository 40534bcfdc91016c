import type { ConnectionPage } from '@koopid/contract'
import { Group, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { asProblem } from '../../api/problem.ts'
import { sso } from '../../phrases/portal-sso.ts'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Steps } from '../../ui/steps.tsx'
import { ActionBar } from './action-bar.tsx'
import { ConnectionFields } from './connection-fields.tsx'
import { DeactivateButton } from './deactivate-button.tsx'
import { EmailFormats } from './email-formats.tsx'
import { OktaValues } from './okta-values.tsx'
import { ssoProgress, ssoRules } from './sso-rules.ts'
import { TestResult } from './test-result.tsx'
import { useConnection } from './use-connection.ts'

type Props = { page: ConnectionPage; test: string | undefined }

export function ConnectionEditor({ page, test }: Props) {
  const connection = useConnection(page)
  const rules = ssoRules(page, connection.values)
  const { done, current } = ssoProgress(page, rules)
  const steps = (['enter', 'test', 'activate'] as const).map((step) => ({
    label: sso.steps[step],
    done: done[step],
    current: step === current,
  }))
  return (
    <Stack gap="lg">
      <Group justify="space-between" mih={36}>
        <Steps label={sso.steps.label} steps={steps} />
        {rules.canDeactivate && <DeactivateButton connection={connection} />}
      </Group>
      {!page.planIncludesSso && (
        <Notice tone="warn" icon={<IconLock size={20} />} title={sso.plan.title}>
          <Text size="sm">{sso.plan.text}</Text>
        </Notice>
      )}
      {test && <TestResult incident={test} />}
      <OktaValues setup={page.setup} />
      <ConnectionFields page={page} connection={connection} disabled={!rules.canEdit} />
      <EmailFormats connection={connection} disabled={!rules.canEdit} />
      {connection.error && (
        <ProblemNotice problem={asProblem(connection.error)} onClose={connection.dismissError} />
      )}
      <ActionBar page={page} connection={connection} rules={rules} />
    </Stack>
  )
}
