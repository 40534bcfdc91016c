import type { QueryClient } from '@tanstack/react-query'

/**
 * An answer that was on its way while the socket told of a change may be from before that change, and would cover it in
 * the cache: whatever is told meanwhile is applied once more on top of the answer.
 */
export function keepOnTop<Told>(queries: QueryClient, apply: (told: Told) => void) {
  let meanwhile: Told[] = []
  const stop = queries.getQueryCache().subscribe((event) => {
    if (meanwhile.length === 0 || event.type !== 'updated') return
    const { action } = event
    // A change from here, by `apply` for one, is no answer.
    if (action.type === 'success' && !action.manual) for (const told of meanwhile) apply(told)
    if (queries.isFetching() === 0) meanwhile = []
  })
  return {
    take(told: Told) {
      apply(told)
      if (queries.isFetching() > 0) meanwhile.push(told)
    },
    stop,
  }
}
