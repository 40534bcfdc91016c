import type { CustomerWrite, WidgetChannel } from '@koopid/contract'
import { type FormEvent, useState } from 'react'
import { widget as words } from '../phrases/widget.ts'
import { recall, remember } from '../ui/storage.ts'
import type { Chat } from './chat.ts'
import { isTooLong } from './message-size.ts'

type Values = { name: string; email: string; body: string }
type Mistakes = Partial<Record<keyof Values, string>>
type Props = { chat: Chat; channel: WidgetChannel }

const known = 'koopid-customer'

/** Before the first message: who are you, and what is it about. Nobody there: by which address do we answer. */
export function Begin({ chat, channel }: Props) {
  const away = !channel.online
  const [values, setValues] = useState<Values>(remembered)
  const [mistakes, setMistakes] = useState<Mistakes>({})
  const change = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const found = mistakesIn(values, away)
    setMistakes(found)
    const first = Object.keys(found)[0]
    if (first) return event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    remember(known, JSON.stringify({ name: values.name.trim(), email: values.email.trim() }))
    chat.send(writeOf(values))
  }
  return (
    <form className="begin" noValidate onSubmit={submit}>
      <p dir="auto">{(away ? channel.offlineMessage : channel.greeting) || words.form.lead}</p>
      <Field
        name="name"
        label={words.form.name}
        autoComplete="name"
        value={values.name}
        mistake={mistakes.name}
        onChange={(name) => change({ name })}
      />
      <Field
        name="email"
        label={away ? words.form.emailNeeded : words.form.email}
        autoComplete="email"
        type="email"
        value={values.email}
        mistake={mistakes.email}
        onChange={(email) => change({ email })}
      />
      <Field
        name="body"
        label={words.form.message}
        value={values.body}
        mistake={mistakes.body}
        onChange={(body) => change({ body })}
      />
      <button type="submit" className="brand">
        {away ? words.away.send : words.form.start}
      </button>
    </form>
  )
}

type FieldProps = {
  name: keyof Values
  label: string
  value: string
  mistake: string | undefined
  type?: string
  autoComplete?: string
  onChange: (value: string) => void
}

function Field({ name, label, mistake, onChange, ...rest }: FieldProps) {
  const shared = {
    ...rest,
    id: `field-${name}`,
    name,
    dir: 'auto',
    'aria-invalid': mistake !== undefined,
    'aria-describedby': mistake ? `mistake-${name}` : undefined,
  }
  return (
    <div className="field">
      <label htmlFor={`field-${name}`}>{label}</label>
      {name === 'body' ? (
        <textarea {...shared} rows={3} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          maxLength={name === 'name' ? 120 : 254}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {mistake && (
        <p className="bad" id={`mistake-${name}`}>
          {mistake}
        </p>
      )}
    </div>
  )
}

function mistakesIn({ name, email, body }: Values, away: boolean): Mistakes {
  const found: Mistakes = {}
  if (!name.trim()) found.name = words.form.nameMissing
  const address = email.trim()
  if (address ? !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(address) : away) found.email = words.form.emailWrong
  if (!body.trim()) found.body = words.form.messageMissing
  else if (isTooLong(body.trim())) found.body = words.tooLong
  return found
}

function writeOf({ name, email, body }: Values): CustomerWrite {
  return {
    body: body.trim(),
    name: name.trim(),
    ...(email.trim() ? { email: email.trim() } : {}),
  }
}

function remembered(): Values {
  try {
    const { name = '', email = '' } = JSON.parse(recall(known) ?? '{}')
    return { name: String(name), email: String(email), body: '' }
  } catch {
    return { name: '', email: '', body: '' }
  }
}
