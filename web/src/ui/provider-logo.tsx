import { type ReactNode, useState } from 'react'
import classes from './provider-logo.module.css'

type Props = {
  logo: string | null
  /** Pixels that it has at most. */
  within: { width: number; height: number }
  /** Shown where there is none. */
  fallback?: ReactNode
}

/** A provider's logo; says nothing to a screen reader, the name stands beside it. */
export function ProviderLogo({ logo, within, fallback = null }: Props) {
  const [failed, setFailed] = useState<string>()
  if (logo === null || logo === failed) return fallback
  return (
    <img
      className={classes.logo}
      src={logo}
      alt=""
      {...fitted(sizeIn(logo) ?? within, within)}
      draggable={false}
      onError={() => setFailed(logo)}
    />
  )
}

type Size = { width: number; height: number }

/** Its address ends with its size, so that its place is kept before it is there. */
function sizeIn(address: string): Size | undefined {
  const [, width, height] = /-(\d+)x(\d+)$/.exec(address) ?? []
  return width && height ? { width: Number(width), height: Number(height) } : undefined
}

/** Never larger than it is, and at least a line of it. */
export function fitted(size: Size, within: Size): Size {
  const scale = Math.min(1, within.width / size.width, within.height / size.height)
  const scaled = (length: number) => Math.max(1, Math.round(length * scale))
  return { width: scaled(size.width), height: scaled(size.height) }
}
