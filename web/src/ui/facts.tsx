import { Text } from '@mantine/core'
import { common } from '../phrases/common.ts'
import classes from './facts.module.css'

/** Names and values as they came. */
export function Facts({ facts }: { facts: Array<{ name: string; value: string }> }) {
  if (facts.length === 0) return <Text c="dimmed">{common.nothing}</Text>
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a parameter may be sent twice
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
