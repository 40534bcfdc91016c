import type { CannedReply, CannedReplyDraft, Team } from '@koopid/contract'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { portalDesk } from '../../api/portal-desk.ts'
import { replies as words } from '../../phrases/portal-replies.ts'
import { FormDialog } from '../form-dialog.tsx'
import { useDeskChange } from '../use-desk-change.ts'
import { draftOfReply, newReply, type ReplyMistakes, replyMistakes } from './reply-form.ts'

const { form } = words
type Props = {
  /** `null`: a new one. */
  reply: CannedReply | null
  all: CannedReply[]
  teams: Team[]
  returnTo?: RefObject<HTMLElement | null>
  onClose: () => void
}

export function ReplyDialog({ reply, all, teams, returnTo, onClose }: Props) {
  const [values, setValues] = useState<CannedReplyDraft>(reply ?? newReply)
  const [mistakes, setMistakes] = useState<ReplyMistakes>({})
  const change = (part: Partial<CannedReplyDraft>) => setValues((before) => ({ ...before, ...part }))
  const save = useDeskChange({
    refresh: 'replies',
    change: (draft: CannedReplyDraft) => portalDesk.saveReply(reply?.id ?? null, draft),
    done: ({ title }) => (reply ? words.done.saved(title) : words.done.created(title)),
    ownFailure: true,
  })
  const submit = () => {
    const others = all.filter(({ id }) => id !== reply?.id)
    const found = replyMistakes(values, others)
    setMistakes(found)
    if (Object.keys(found).length === 0) save.mutate(draftOfReply(values), { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={reply ? words.edit(reply.title) : form.newTitle}
      confirm={reply ? form.save : form.create}
      busy={save.isPending}
      error={save.error}
      returnTo={returnTo}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        label={form.title}
        data-autofocus
        maxLength={60}
        value={values.title}
        error={mistakes.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextInput
        label={form.shortcut}
        description={form.shortcutHint}
        spellCheck={false}
        autoCapitalize="none"
        value={values.shortcut}
        error={mistakes.shortcut}
        onChange={(event) => change({ shortcut: event.currentTarget.value })}
      />
      <Textarea
        label={form.body}
        description={form.bodyHint}
        rows={5}
        value={values.body}
        error={mistakes.body}
        onChange={(event) => change({ body: event.currentTarget.value })}
      />
      <NativeSelect
        label={form.team}
        value={values.team ?? ''}
        onChange={(event) => change({ team: event.currentTarget.value || null })}
        data={[
          { value: '', label: words.everyTeam },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </FormDialog>
  )
}
