import type { Transfer } from '@koopid/contract'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { asProblem } from '../../api/problem.ts'
import { desktop } from '../../phrases/desktop.ts'
import { numberText } from '../../ui/numbers.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { agentsQuery } from '../cache/queries.ts'
import { useDesk } from '../desk-context.ts'

const words = desktop.tools

/** `agent:<id>` or `team:<id>`, as a select has it. */
export function targetOf(value: string): Transfer['to'] | undefined {
  const [kind, id] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)]
  if (kind === 'agent') return { agent: id }
  return kind === 'team' ? { team: id } : undefined
}

type Props = { value: string; onChange: (value: string) => void; label: string; error?: string | undefined }

/** Colleagues who can take one more now, and teams. */
export function TransferTarget({ value, onChange, label, error }: Props) {
  const { me } = useDesk()
  const { data, error: fault, refetch } = useQuery({ ...agentsQuery, staleTime: 0 })
  if (fault && !data) return <ProblemNotice problem={asProblem(fault)} onRetry={() => void refetch()} />
  const agents = (data?.agents ?? []).filter(
    ({ id, status, connected, idle }) => id !== me.id && status === 'available' && connected && !idle,
  )
  return (
    <NativeSelect
      label={label}
      value={value}
      error={error}
      description={data && agents.length === 0 ? words.noAgents : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">…</option>
      {agents.length > 0 && (
        <optgroup label={words.agents}>
          {agents.map(({ id, name, load, limit }) => (
            <option key={id} value={`agent:${id}`}>
              {`${name} (${words.load(numberText(load), numberText(limit))})`}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={words.teams}>
        {data?.teams.map(({ id, name, available }) => (
          <option key={id} value={`team:${id}`}>
            {`${name} (${words.available(numberText(available))})`}
          </option>
        ))}
      </optgroup>
    </NativeSelect>
  )
}
