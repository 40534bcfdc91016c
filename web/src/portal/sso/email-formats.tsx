import { ActionIcon, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { emailFormatsQuery } from '../../api/queries.ts'
import { sso } from '../../phrases/portal-sso.ts'
import { Section } from '../../ui/section.tsx'
import { FormatTester } from './format-tester.tsx'
import classes from './sso.module.css'
import type { Connection } from './use-connection.ts'

const words = sso.formats
type Props = { connection: Connection; disabled: boolean }

export function EmailFormats({ connection, disabled }: Props) {
  const { emailFormats } = connection.values
  const [email, setEmail] = useState('')
  const [settled] = useDebouncedValue({ formats: emailFormats, email: email.trim() }, 350)
  const formats = settled.formats.map((one) => one.trim()).filter(Boolean)
  const tried = useQuery({
    ...emailFormatsQuery(formats, settled.email),
    enabled: !disabled && formats.length > 0,
    placeholderData: (before) => before,
  })
  const problemOf = (format: string) =>
    tried.data?.formats.find((one) => one.format === format.trim())?.problem ?? null
  const set = (next: string[]) => connection.change({ emailFormats: next })
  return (
    <Section title={words.title} lead={words.lead}>
      <Group gap={6}>
        <Text size="sm" c="dimmed">
          {words.examplesLabel}
        </Text>
        {words.examples.map((example) => (
          <Code key={example}>{example}</Code>
        ))}
      </Group>
      <Stack gap="xs">
        {emailFormats.map((format, index) => (
          <FormatRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            key={index}
            number={index + 1}
            format={format}
            problem={problemOf(format)}
            disabled={disabled}
            onChange={(value) => set(emailFormats.with(index, value))}
            onRemove={emailFormats.length > 1 ? () => set(emailFormats.toSpliced(index, 1)) : undefined}
          />
        ))}
        <div>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlus size={15} />}
            disabled={disabled || emailFormats.length >= 50}
            onClick={() => set([...emailFormats, ''])}
          >
            {words.add}
          </Button>
        </div>
      </Stack>
      <FormatTester
        email={email}
        onEmail={setEmail}
        tried={settled.email ? tried : undefined}
        disabled={disabled}
      />
    </Section>
  )
}

type RowProps = {
  number: number
  format: string
  problem: string | null
  disabled: boolean
  onChange: (value: string) => void
  onRemove: (() => void) | undefined
}

function FormatRow({ number, format, problem, disabled, onChange, onRemove }: RowProps) {
  return (
    <div className={classes.formatRow}>
      <TextInput
        aria-label={words.format(number)}
        placeholder={words.placeholder}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        disabled={disabled}
        value={format}
        error={problem}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={words.remove(number)}
        disabled={disabled || !onRemove}
        onClick={onRemove}
      >
        <IconTrash size={17} aria-hidden />
      </ActionIcon>
    </div>
  )
}
