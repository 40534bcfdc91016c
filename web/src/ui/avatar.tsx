import { useState } from 'react'
import classes from './initials.module.css'
import { Initials } from './initials.tsx'

type Props = { name: string; picture: string | null; size?: number }

/** A person's picture, or their initials without one; says nothing to a screen reader, the name stands beside it. */
export function Avatar({ name, picture, size = 38 }: Props) {
  const [failed, setFailed] = useState<string>()
  if (picture === null || picture === failed) return <Initials name={name} size={size} />
  return (
    <img
      className={classes.picture}
      src={picture}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      draggable={false}
      onError={() => setFailed(picture)}
    />
  )
}
