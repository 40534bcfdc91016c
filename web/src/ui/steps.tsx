import { IconCheck } from '@tabler/icons-react'
import classes from './steps.module.css'

export type Step = { label: string; done: boolean; current: boolean }

/** Where one stands in a short sequence. */
export function Steps({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.label}
          className={classes.step}
          data-done={step.done || undefined}
          aria-current={step.current ? 'step' : undefined}
        >
          <span className={classes.bullet} aria-hidden>
            {step.done ? <IconCheck size={15} stroke={3} /> : index + 1}
          </span>
          {step.label}
        </li>
      ))}
    </ol>
  )
}
