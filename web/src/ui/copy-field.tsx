import { Text } from '@mantine/core'
import { useId } from 'react'
import { CopyButton } from './copy-button.tsx'
import classes from './copy-field.module.css'

type Props = { label: string; value: string; hint?: string }

/** A value to read and to copy. */
export function CopyField({ label, value, hint }: Props) {
  const id = useId()
  return (
    <fieldset className={classes.field} aria-labelledby={id}>
      <Text size="sm" fw={550} id={id}>
        {label}
      </Text>
      <div className={classes.box}>
        <code className={classes.value}>{value}</code>
        <CopyButton value={value} what={label} />
      </div>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </fieldset>
  )
}
