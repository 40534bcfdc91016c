import type { Company } from '@koopid/contract'
import { Button, Group, Text, TextInput, type TextInputProps } from '@mantine/core'
import { type FormEvent, useEffect, useRef } from 'react'
import { profile } from '../../phrases/portal-profile.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import type { DetailName } from './details.ts'
import { GivenFacts } from './given-facts.tsx'
import classes from './profile.module.css'
import { useDetails } from './use-details.ts'

const words = profile.details

/** How each is typed; the server says whether it is one. */
const inputs: Record<DetailName, TextInputProps> = {
  name: { label: words.name, autoComplete: 'organization', maxLength: 200 },
  website: { label: words.website, placeholder: words.websitePlaceholder, inputMode: 'url' },
  email: { label: words.email, placeholder: words.emailPlaceholder, inputMode: 'email' },
  phone: { label: words.phone, placeholder: words.phonePlaceholder, inputMode: 'tel' },
}
const code: TextInputProps = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' }

export function DetailsForm({ company }: { company: Company }) {
  const details = useDetails(company)
  const form = useRef<HTMLFormElement>(null)
  const wrong = Object.keys(details.mistakes).length
  useEffect(() => {
    if (wrong > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [wrong])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (details.dirty) details.save()
  }
  return (
    <Section title={words.title} lead={words.lead}>
      <GivenFacts company={company} />
      <form ref={form} noValidate onSubmit={submit} className={classes.form}>
        {(Object.keys(inputs) as DetailName[]).map((name) => (
          <TextInput
            key={name}
            {...(name !== 'name' && code)}
            {...inputs[name]}
            name={name}
            value={details.values[name]}
            error={details.mistakes[name]}
            onChange={(event) => details.change({ [name]: event.currentTarget.value })}
          />
        ))}
        {details.problem && (
          <div className={classes.wide}>
            <ProblemNotice problem={details.problem} />
          </div>
        )}
        <Foot details={details} />
      </form>
    </Section>
  )
}

function Foot({ details }: { details: ReturnType<typeof useDetails> }) {
  const { dirty, saving, forget } = details
  return (
    <div className={classes.foot}>
      <Text size="sm" c="dimmed" role="status">
        {dirty && words.unsaved}
      </Text>
      <Group gap="sm">
        {dirty && (
          <Button variant="subtle" color="gray" disabled={saving} onClick={forget}>
            {words.discard}
          </Button>
        )}
        <Button type="submit" disabled={!dirty} loading={saving}>
          {words.save}
        </Button>
      </Group>
    </div>
  )
}
