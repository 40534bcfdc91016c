import { Button, NativeSelect, Stack, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { portalDesk } from '../../api/portal-desk.ts'
import { asProblem } from '../../api/problem.ts'
import { channels as words } from '../../phrases/portal-channels.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useDeskChange } from '../use-desk-change.ts'
import {
  type ChannelMistakes,
  type ChannelValues,
  channelMistakes,
  draftOfChannel,
  type FieldsProps,
} from './channel-form.ts'
import classes from './channels.module.css'
import { Preview } from './preview.tsx'
import { WebFields } from './web-fields.tsx'

const { form } = words
type Props = {
  id: string | null
  start: ChannelValues
  teams: Array<{ id: string; name: string }>
  onCreated?: (id: string) => void
}

export function ChannelEditor({ id, start, teams, onCreated }: Props) {
  const [values, setValues] = useState(start)
  const [mistakes, setMistakes] = useState<ChannelMistakes>({})
  const save = useDeskChange({
    refresh: 'channels',
    change: (draft: ReturnType<typeof draftOfChannel>) => portalDesk.saveChannel(id, draft),
    done: ({ name }) => (id ? words.done.saved(name) : words.done.created(name)),
    ownFailure: true,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    const found = channelMistakes(values)
    setMistakes(found)
    if (Object.keys(found).length === 0)
      return save.mutate(draftOfChannel(values), { onSuccess: (channel) => onCreated?.(channel.id) })
    requestAnimationFrame(() => element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const fields = {
    values,
    mistakes,
    change: (part: Partial<ChannelValues>) => setValues((before) => ({ ...before, ...part })),
  }
  const web = values.kind === 'web'
  return (
    <form noValidate onSubmit={submit} className={web ? classes.editor : undefined}>
      <Stack gap="lg">
        <General {...fields} teams={teams} />
        {web ? <WebFields {...fields} /> : <Webhook {...fields} />}
        {save.isError && <ProblemNotice problem={asProblem(save.error)} />}
        <div>
          <Button type="submit" loading={save.isPending}>
            {id ? form.save : form.create}
          </Button>
        </div>
      </Stack>
      {web && <Preview values={values} />}
    </form>
  )
}

function General({ values, mistakes, change, teams }: FieldsProps & Pick<Props, 'teams'>) {
  return (
    <Section title={form.general}>
      <TextInput
        label={form.name}
        description={form.nameHint[values.kind]}
        maxLength={60}
        value={values.name}
        error={mistakes.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={form.team}
        value={values.team}
        error={mistakes.team}
        onChange={(event) => change({ team: event.currentTarget.value })}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Switch
        label={form.active}
        description={form.activeHint[values.kind]}
        checked={values.active}
        onChange={(event) => change({ active: event.currentTarget.checked })}
      />
    </Section>
  )
}

function Webhook({ values, mistakes, change }: FieldsProps) {
  return (
    <Section title={form.webhook} lead={form.webhookLead}>
      <TextInput
        label={form.webhookUrl}
        description={form.webhookUrlHint}
        placeholder="https://acme.com/koopid/events"
        inputMode="url"
        spellCheck={false}
        autoCapitalize="none"
        value={values.webhookUrl}
        error={mistakes.webhookUrl}
        onChange={(event) => change({ webhookUrl: event.currentTarget.value })}
      />
    </Section>
  )
}
