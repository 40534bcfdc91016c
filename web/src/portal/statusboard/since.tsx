import { duration } from '../../phrases/portal-desk.ts'
import { absoluteTime } from '../../ui/time.tsx'
import { useNow } from '../../ui/use-now.ts'

/** A time that runs. */
export function Since({ at }: { at: string }) {
  const now = useNow()
  return (
    <time
      dateTime={at}
      title={absoluteTime(at)}
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
    >
      {duration((now - Date.parse(at)) / 1000)}
    </time>
  )
}
