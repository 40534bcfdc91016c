import type { PersonChange, PersonView } from '@koopid/contract'
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { common, roleNames } from '../../phrases/common.ts'
import { portal } from '../../phrases/portal.ts'
import { people as words } from '../../phrases/portal-people.ts'
import { tellFailure } from '../tell.tsx'

/** Changes a person and offers the way back. */
export function usePersonChange(person: PersonView) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: PersonChange) => api.changePerson(person.id, change),
    onSuccess: (_answer, change) => {
      refresh(queries)
      offerUndo(queries, person, change)
    },
    onError: tellFailure,
  })
}

const refresh = (queries: QueryClient) => void queries.invalidateQueries({ queryKey: ['people'] })

/** What the change did, read before it: `person` is still as it was. */
function offerUndo(queries: QueryClient, person: PersonView, change: PersonChange) {
  const back = Object.fromEntries(
    Object.keys(change).map((field) => [field, person[field as keyof PersonChange]]),
  ) as PersonChange
  const undo = async () => {
    notifications.hide(id)
    await api.changePerson(person.id, back).catch(tellFailure)
    refresh(queries)
  }
  const id = notifications.show({
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': common.dismiss },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{happened(person.name, change)}</Text>
        <Button size="compact-sm" variant="light" flex="none" onClick={() => void undo()}>
          {portal.undo}
        </Button>
      </Group>
    ),
  })
}

function happened(name: string, change: PersonChange): string {
  const { done } = words
  if (change.role) return done.role(name, roleNames[change.role])
  if (change.agent !== undefined) return change.agent ? done.agentOn(name) : done.agentOff(name)
  return change.active ? done.reactivated(name) : done.deactivated(name)
}
