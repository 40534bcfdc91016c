import { Button, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { type ExtractFile, type ExtractRange, extractAddress } from '../../api/portal-records.ts'
import { extract as words } from '../../phrases/portal-extract.ts'
import { Section } from '../../ui/section.tsx'
import { areasFor } from '../access.ts'
import filters from '../filters.module.css'
import { PageHeader } from '../page-header.tsx'
import { useSession } from '../use-session.ts'
import classes from './extract.module.css'
import { lastDays, mistakeIn } from './extract-range.ts'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function ExtractPage() {
  const [range, setRange] = useState(() => lastDays(30))
  const mayAudit = areasFor(useSession().user.role).includes('audit')
  const files: ExtractFile[] = mayAudit ? ['conversations', 'audit'] : ['conversations']
  const right = mistakeIn(range) === undefined
  return (
    <div className={filters.page}>
      <PageHeader title={words.title} lead={words.lead} />
      <Stack gap="lg">
        <Section title={words.days} lead={words.daysLead(zone)}>
          <Days range={range} onChange={setRange} />
        </Section>
        <div className={classes.files}>
          {files.map((file) => (
            <Section key={file} title={words.files[file].title} lead={words.files[file].lead}>
              <ul className={classes.contents}>
                {words.files[file].contents.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
              <Download file={file} range={right ? range : undefined} />
            </Section>
          ))}
        </div>
        <Text size="sm" c="dimmed">
          {words.format} {words.recorded}
        </Text>
      </Stack>
    </div>
  )
}

type DaysProps = { range: ExtractRange; onChange: (range: ExtractRange) => void }

function Days({ range, onChange }: DaysProps) {
  const mistake = mistakeIn(range)
  return (
    <div className={classes.days}>
      {(['from', 'to'] as const).map((field) => (
        <TextInput
          key={field}
          type="date"
          className={classes.day}
          label={words[field]}
          value={range[field]}
          error={mistake?.field === field && mistake.text}
          onChange={(event) => onChange({ ...range, [field]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}

/** A link that the browser follows by itself; while the days are wrong, a button that says why it does nothing. */
function Download({ file, range }: { file: ExtractFile; range: ExtractRange | undefined }) {
  const id = useId()
  const look = {
    leftSection: <IconDownload size={16} aria-hidden />,
    'aria-label': words.downloadOf(words.files[file].title),
  }
  if (range)
    return (
      <div className={classes.download}>
        <Button component="a" href={extractAddress(file, range, zone)} download {...look}>
          {words.download}
        </Button>
      </div>
    )
  return (
    <div className={classes.download}>
      <Button data-disabled aria-disabled aria-describedby={id} {...look}>
        {words.download}
      </Button>
      <Text size="sm" c="dimmed" id={id}>
        {words.held}
      </Text>
    </div>
  )
}
