import type { Trace } from '@koopid/contract'
import { Text } from '@mantine/core'
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import { stepNames, traces } from '../phrases/portal-traces.ts'
import classes from './step-timeline.module.css'

const icons = { passed: IconCheck, refused: IconX, not_reached: IconMinus }

export function StepTimeline({ steps }: { steps: Trace['steps'] }) {
  return (
    <ol className={classes.timeline}>
      {steps.map(({ step, outcome, detail }) => {
        const Icon = icons[outcome]
        return (
          <li key={step} className={classes.step} data-outcome={outcome}>
            <span className={classes.bullet} aria-hidden>
              <Icon size={14} stroke={3} />
            </span>
            <div className={classes.body}>
              <Text size="sm" fw={550}>
                {stepNames[step]}
                <span className={outcome === 'passed' ? 'visually-hidden' : classes.outcome}>
                  {traces.stepOutcome[outcome]}
                </span>
              </Text>
              {detail && (
                <Text size="sm" c="dimmed">
                  {detail}
                </Text>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
