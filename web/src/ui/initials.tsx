import classes from './initials.module.css'
import { initials } from './names.ts'

/** A profile picture made of the name; says nothing to a screen reader, the name stands beside it. */
export function Initials({ name, size = 38 }: { name: string; size?: number }) {
  return (
    <span
      className={classes.initials}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      aria-hidden
    >
      {initials(name)}
    </span>
  )
}
