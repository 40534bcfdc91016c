import type { Team, TeamDraft } from '@koopid/contract'
import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { agentsQuery, portalDesk } from '../../api/portal-desk.ts'
import { asProblem } from '../../api/problem.ts'
import { teams as words } from '../../phrases/portal-teams.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useDeskChange } from '../use-desk-change.ts'
import { MembersPicker } from './members-picker.tsx'
import {
  draftOfTeam,
  type Mistakes,
  newTeam,
  type TeamValues,
  teamMistakes,
  valuesOfTeam,
} from './team-form.ts'

const { form } = words
type Props = {
  /** `null`: a new one. */
  team: Team | null
  returnTo?: RefObject<HTMLElement | null>
  onClose: () => void
}

export function TeamDialog({ team, returnTo, onClose }: Props) {
  const agents = useQuery(agentsQuery)
  const [values, setValues] = useState(() => (team ? valuesOfTeam(team) : newTeam))
  const [mistakes, setMistakes] = useState<Mistakes<TeamValues>>({})
  const change = (part: Partial<TeamValues>) => setValues((before) => ({ ...before, ...part }))
  const save = useDeskChange({
    refresh: 'teams',
    change: (draft: TeamDraft) => portalDesk.saveTeam(team?.id ?? null, draft),
    done: ({ name }) => (team ? words.done.saved(name) : words.done.created(name)),
    ownFailure: true,
  })
  const submit = () => {
    const found = teamMistakes(values)
    setMistakes(found)
    if (Object.keys(found).length > 0 || (!values.everyone && !agents.data)) return
    const known = new Set(agents.data?.map(({ id }) => id))
    save.mutate(draftOfTeam(values, known), { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={team ? words.edit(team.name) : form.newTitle}
      confirm={team ? form.save : form.create}
      busy={save.isPending}
      error={save.error}
      returnTo={returnTo}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        label={form.name}
        data-autofocus
        maxLength={60}
        value={values.name}
        error={mistakes.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Switch
        label={form.everyone}
        description={form.everyoneHint}
        checked={values.everyone}
        onChange={(event) => change({ everyone: event.currentTarget.checked })}
      />
      {!values.everyone &&
        (agents.isError ? (
          <ProblemNotice problem={asProblem(agents.error)} onRetry={() => void agents.refetch()} />
        ) : (
          <MembersPicker
            agents={agents.data}
            members={values.members}
            onChange={(members) => change({ members })}
          />
        ))}
      <Rules values={values} mistakes={mistakes} change={change} />
    </FormDialog>
  )
}

type RulesProps = {
  values: TeamValues
  mistakes: Mistakes<TeamValues>
  change: (part: Partial<TeamValues>) => void
}

function Rules({ values, mistakes, change }: RulesProps) {
  return (
    <>
      <NativeSelect
        label={form.routing}
        value={values.routing}
        onChange={(event) => change({ routing: event.currentTarget.value as TeamValues['routing'] })}
        data={(['auto', 'manual'] as const).map((value) => ({ value, label: form.routings[value] }))}
      />
      <TextInput
        label={form.limit}
        inputMode="numeric"
        value={values.limit}
        error={mistakes.limit}
        onChange={(event) => change({ limit: event.currentTarget.value })}
      />
      <TextInput
        label={form.unanswered}
        inputMode="numeric"
        value={values.unanswered}
        error={mistakes.unanswered}
        onChange={(event) => change({ unanswered: event.currentTarget.value })}
      />
    </>
  )
}
