import { useMutation, useQueryClient } from '@tanstack/react-query'
import { tellDone, tellFailure } from './tell.tsx'

type Options<Input, Output> = {
  change: (input: Input) => Promise<Output>
  /** What is to be asked for again, such as `teams`. */
  refresh: string
  done?: (input: Input, output: Output) => string
  /** Told by the form it happened in, rather than in a corner of the screen. */
  ownFailure?: boolean
}

/** A change of the desk: says that it happened, or why not, and asks again for what it concerns. */
export function useDeskChange<Input, Output>(options: Options<Input, Output>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: options.change,
    onSuccess: (output, input) => {
      if (options.done) tellDone(options.done(input, output))
    },
    onError: (error) => options.ownFailure || tellFailure(error),
    // Also after a failure: what is shown may be what it failed for.
    onSettled: () => queries.invalidateQueries({ queryKey: ['portal-desk', options.refresh] }),
  })
}
