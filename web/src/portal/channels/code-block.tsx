import { CopyButton } from '../../ui/copy-button.tsx'
import classes from './channels.module.css'

/** Lines to copy whole. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <figure className={classes.code} aria-label={label}>
      <code>{text}</code>
      <span className={classes.codeCopy}>
        <CopyButton value={text} what={label} />
      </span>
    </figure>
  )
}
