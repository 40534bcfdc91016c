import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { common } from '../phrases/common.ts'
import { CopyButton } from './copy-button.tsx'

export type ProblemView = {
  code: string
  title: string
  detail: string
  remedy?: string | undefined
  incident?: string | undefined
  fields?: ReadonlyArray<{ field: string; message: string }>
}

type Props = { problem: ProblemView; onRetry?: (() => void) | undefined; onClose?: () => void }

export function ProblemNotice({ problem, onRetry, onClose }: Props) {
  if (problem.code === 'session.missing') return <Text c="dimmed">{common.toSignIn}</Text>
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={problem.title}
      withCloseButton={onClose !== undefined}
      closeButtonLabel={common.dismiss}
      {...(onClose ? { onClose } : {})}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {problem.detail} {problem.remedy}
        </Text>
        {problem.fields?.map(({ field, message }) => (
          <Text size="sm" key={field + message}>
            <b>{field}</b>: {message}
          </Text>
        ))}
        {problem.incident && <IncidentId incident={problem.incident} />}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {common.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

export function IncidentId({ incident }: { incident: string }) {
  return (
    <Group gap={6}>
      <Text size="xs" c="dimmed">
        {common.incident}
      </Text>
      <Code>{incident}</Code>
      <CopyButton value={incident} what={common.incident} />
    </Group>
  )
}
