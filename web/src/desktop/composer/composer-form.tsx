import type { ConversationDetail } from '@koopid/contract'
import { Button } from '@mantine/core'
import { IconNote, IconSend } from '@tabler/icons-react'
import { useId } from 'react'
import type { DraftKind } from '../../api/desk.ts'
import { desktop } from '../../phrases/desktop.ts'
import { ByteCount } from './byte-count.tsx'
import { CompletionList, optionId } from './completion-list.tsx'
import classes from './composer.module.css'
import { type ComposerControl, useComposer } from './use-composer.ts'

const words = desktop.composer
const kinds: Array<[DraftKind, string]> = [
  ['agent', words.reply],
  ['note', words.note],
]

export function ComposerForm({ detail }: { detail: ConversationDetail }) {
  const composer = useComposer(detail)
  const { draft, setDraft, send } = composer
  return (
    <form
      className={classes.composer}
      data-kind={draft.kind}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <KindSwitch kind={draft.kind} onKind={(kind) => setDraft({ ...draft, kind })} />
      <Field composer={composer} />
      <div className={classes.foot}>
        <ByteCount body={draft.body} />
        <SendButton note={draft.kind === 'note'} disabled={!composer.sendable} />
      </div>
    </form>
  )
}

function Field({ composer }: { composer: ComposerControl }) {
  const { field, draft, completion, onType, onKeyDown } = composer
  const list = useId()
  const note = draft.kind === 'note'
  const offers = completion.shown.length > 0
  return (
    <div className={classes.field}>
      <CompletionList id={list} completion={completion} />
      <textarea
        ref={field}
        className={classes.text}
        dir="auto"
        rows={2}
        role="combobox"
        aria-label={note ? words.noteLabel : words.label}
        aria-autocomplete="list"
        aria-expanded={offers}
        aria-controls={list}
        aria-activedescendant={offers ? optionId(list, completion.active) : undefined}
        placeholder={note ? words.notePlaceholder : words.replyPlaceholder}
        value={draft.body}
        onChange={(event) => onType(event.currentTarget.value)}
        onClick={completion.look}
        onBlur={completion.close}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

function SendButton({ note, disabled }: { note: boolean; disabled: boolean }) {
  const icon = note ? (
    <IconNote size={16} aria-hidden />
  ) : (
    <IconSend size={16} className={classes.flips} aria-hidden />
  )
  return (
    <Button
      type="submit"
      size="sm"
      className={note ? classes.addNote : undefined}
      disabled={disabled}
      leftSection={icon}
    >
      {note ? words.addNote : words.send}
    </Button>
  )
}

function KindSwitch({ kind, onKind }: { kind: DraftKind; onKind: (kind: DraftKind) => void }) {
  return (
    <fieldset className={classes.kinds}>
      <legend className="visually-hidden">{words.kind}</legend>
      {kinds.map(([value, name]) => (
        <label key={value} className={classes.kind}>
          <input
            type="radio"
            name="kind"
            className="visually-hidden"
            checked={kind === value}
            onChange={() => onKind(value)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
