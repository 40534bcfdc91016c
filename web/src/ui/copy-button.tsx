import { ActionIcon } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { common } from '../phrases/common.ts'
import { copyText } from './copy-text.ts'

export function CopyButton({ value, what }: { value: string; what: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const Icon = copied ? IconCheck : IconCopy
  return (
    <ActionIcon
      variant="subtle"
      color={copied ? 'green' : 'gray'}
      size="md"
      aria-label={`${common.copy} ${what}`}
      title={copied ? common.copied : common.copy}
      onClick={async () => setCopied(await copyText(value))}
    >
      <Icon size={16} aria-hidden />
      <span className="visually-hidden" role="status">
        {copied ? common.copied : ''}
      </span>
    </ActionIcon>
  )
}
