import { desktop } from '../../phrases/desktop.ts'
import classes from './composer.module.css'
import type { Completion } from './use-completion.ts'

const words = desktop.composer

export const optionId = (list: string, index: number) => `${list}-${index}`

export function CompletionList({ id, completion }: { id: string; completion: Completion }) {
  const { token, shown, loading, active, choose } = completion
  if (!token || loading) return null
  if (shown.length === 0)
    return token.trigger === '/' ? <p className={classes.options}>{words.noReplies}</p> : null
  return (
    <div id={id} role="listbox" aria-label={words.options} className={classes.options}>
      {shown.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, as in every combobox
        <div
          key={option.id}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.option}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(option)}
        >
          <b>{token.trigger + option.label}</b>
          <span>{option.detail}</span>
        </div>
      ))}
    </div>
  )
}
