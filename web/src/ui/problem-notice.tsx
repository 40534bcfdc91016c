import { Button, Code, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { common } from '../phrases/common.ts'
import { CopyButton } from './copy-button.tsx'
import { Notice } from './notice.tsx'

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
    <Notice
      tone="bad"
      role="alert"
      icon={<IconAlertTriangle size={20} />}
      title={problem.title}
      onClose={onClose}
    >
      <Text size="sm">
        {problem.detail} {problem.remedy}
      </Text>
      {problem.fields?.map(({ field, message }) => (
        <Text size="sm" key={field + message}>
          <b>{field}</b>: {message}
        </Text>
      ))}
      {problem.incident && <IncidentId incident={problem.incident} />}
      {onRetry && problem.code !== 'request.not_found' && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {common.retry}
        </Button>
      )}
    </Notice>
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
