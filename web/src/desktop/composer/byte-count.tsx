import { desktop } from '../../phrases/desktop.ts'
import { numberText } from '../../ui/numbers.ts'
import classes from './composer.module.css'

const words = desktop.composer
/** As the server counts: bytes of UTF-8. */
export const longest = 16_384
const shownFrom = 14_000
const encoder = new TextEncoder()

export const bytesOf = (text: string) => encoder.encode(text.trim()).length

/** Says how much room is left once it gets scarce. */
export function ByteCount({ body }: { body: string }) {
  const used = bytesOf(body)
  if (used < shownFrom) return <p className={classes.hint}>{words.hint}</p>
  return (
    <p className={classes.hint} data-over={used > longest || undefined} role="status">
      {words.bytes(numberText(used), numberText(longest))} {used > longest && words.tooLong}
    </p>
  )
}
