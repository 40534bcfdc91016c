import type { Company } from '@koopid/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { company as calls, companyQuery } from '../../api/company.ts'
import { asProblem } from '../../api/problem.ts'
import { sessionQuery } from '../../api/queries.ts'
import { profile } from '../../phrases/portal-profile.ts'
import { tellDone } from '../tell.tsx'
import { changesOf, type Mistakes, mistakesIn, type Values, valuesOf } from './details.ts'

/**
 * What is typed, over what is saved. Only what was typed is sent and kept on the screen: a colleague's change of another
 * field comes in beside it and is not written over.
 */
export function useDetails(company: Company) {
  const queries = useQueryClient()
  const [typed, setTyped] = useState<Partial<Values>>({})
  const [mistakes, setMistakes] = useState<Mistakes>({})
  const saved = valuesOf(company)
  const changes = changesOf(saved, typed)
  const forget = () => {
    setTyped({})
    setMistakes({})
    save.reset()
  }
  const save = useMutation({
    mutationFn: calls.change,
    onSuccess: (next) => {
      queries.setQueryData(companyQuery.queryKey, next)
      forget()
      tellDone(profile.details.saved)
      return queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
    onError: (error) => setMistakes(mistakesIn(asProblem(error))),
  })
  return {
    values: { ...saved, ...typed },
    mistakes,
    dirty: Object.keys(changes).length > 0,
    change(part: Partial<Values>) {
      setTyped((before) => ({ ...before, ...part }))
      const names = Object.keys(part)
      setMistakes((before) =>
        Object.fromEntries(Object.entries(before).filter(([name]) => !names.includes(name))),
      )
    },
    save: () => save.mutate(changes),
    forget,
    saving: save.isPending,
    /** Of what went wrong, what no field says. */
    problem:
      save.isError && Object.keys(mistakesIn(asProblem(save.error))).length === 0
        ? asProblem(save.error)
        : null,
  }
}
