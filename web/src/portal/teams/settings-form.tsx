import type { DeskSettings } from '@koopid/contract'
import { Button, Stack, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { portalDesk } from '../../api/portal-desk.ts'
import { asProblem } from '../../api/problem.ts'
import { deskSettings as words } from '../../phrases/portal-teams.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useDeskChange } from '../use-desk-change.ts'
import { useSession } from '../use-session.ts'
import {
  draftOfSettings,
  type Mistakes,
  type SettingsValues,
  settingsMistakes,
  valuesOfSettings,
} from './team-form.ts'

export function SettingsForm({ settings }: { settings: DeskSettings }) {
  const { provider } = useSession()
  const [values, setValues] = useState(() => valuesOfSettings(settings))
  const [mistakes, setMistakes] = useState<Mistakes<SettingsValues>>({})
  const change = (part: Partial<SettingsValues>) => setValues((before) => ({ ...before, ...part }))
  const save = useDeskChange({
    refresh: 'settings',
    change: portalDesk.saveSettings,
    done: () => words.saved,
    ownFailure: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = settingsMistakes(values)
    setMistakes(found)
    if (Object.keys(found).length === 0) save.mutate(draftOfSettings(values))
  }
  return (
    <Section title={words.title} lead={words.lead}>
      <form noValidate onSubmit={submit}>
        <Stack gap="md" maw={520}>
          <TextInput
            label={words.disconnectGrace}
            description={words.disconnectGraceHint}
            inputMode="numeric"
            value={values.disconnectGrace}
            error={mistakes.disconnectGrace}
            onChange={(event) => change({ disconnectGrace: event.currentTarget.value })}
          />
          <TextInput
            label={words.idle}
            inputMode="numeric"
            value={values.idleMinutes}
            error={mistakes.idleMinutes}
            onChange={(event) => change({ idleMinutes: event.currentTarget.value })}
          />
          <Switch
            label={words.alertSound}
            description={words.alertSoundHint(provider.id)}
            checked={values.alertSound}
            onChange={(event) => change({ alertSound: event.currentTarget.checked })}
          />
          {save.isError && <ProblemNotice problem={asProblem(save.error)} />}
          <div>
            <Button type="submit" loading={save.isPending}>
              {words.save}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  )
}
