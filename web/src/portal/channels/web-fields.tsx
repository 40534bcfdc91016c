import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { channels as words } from '../../phrases/portal-channels.ts'
import { Section } from '../../ui/section.tsx'
import type { ChannelValues, FieldsProps } from './channel-form.ts'
import classes from './channels.module.css'

const { form } = words
const code = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const

export function WebFields(props: FieldsProps) {
  return (
    <>
      <Place {...props} />
      <Look {...props} />
    </>
  )
}

function Place({ values, mistakes, change }: FieldsProps) {
  return (
    <Section title={form.place} lead={form.placeLead}>
      <TextInput
        {...code}
        label={form.entryTag}
        description={form.entryTagHint}
        placeholder="welcome"
        maxLength={60}
        value={values.entryTag}
        error={mistakes.entryTag}
        onChange={(event) => change({ entryTag: event.currentTarget.value })}
      />
      <Textarea
        {...code}
        label={form.domains}
        description={form.domainsHint}
        placeholder="shop.acme.com"
        rows={3}
        value={values.domains}
        error={mistakes.domains}
        onChange={(event) => change({ domains: event.currentTarget.value })}
      />
    </Section>
  )
}

function Look({ values, mistakes, change }: FieldsProps) {
  return (
    <Section title={form.look}>
      <TextInput
        {...code}
        label={form.colour}
        maxLength={7}
        value={values.colour}
        error={mistakes.colour}
        onChange={(event) => change({ colour: event.currentTarget.value })}
        rightSection={
          <input
            type="color"
            className={classes.colour}
            aria-label={form.pickColour}
            value={/^#[0-9a-f]{6}$/i.test(values.colour) ? values.colour : '#0c7a72'}
            onChange={(event) => change({ colour: event.currentTarget.value })}
          />
        }
      />
      <NativeSelect
        label={form.greet}
        value={values.greet}
        onChange={(event) => change({ greet: event.currentTarget.value as ChannelValues['greet'] })}
        data={(['guest', 'form'] as const).map((value) => ({ value, label: form.greets[value] }))}
      />
      <Textarea
        label={form.greeting}
        rows={2}
        value={values.greeting}
        error={mistakes.greeting}
        onChange={(event) => change({ greeting: event.currentTarget.value })}
      />
      <TextInput
        label={form.inviteAfter}
        description={form.inviteAfterHint}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={values.inviteAfter}
        error={mistakes.inviteAfter}
        onChange={(event) => change({ inviteAfter: event.currentTarget.value })}
      />
      <Textarea
        label={form.offlineMessage}
        rows={2}
        value={values.offlineMessage}
        error={mistakes.offlineMessage}
        onChange={(event) => change({ offlineMessage: event.currentTarget.value })}
      />
    </Section>
  )
}
