import type { SessionView } from '@koopid/contract'
import { useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../api/queries.ts'

/** Inside the portal's frame, which waits until there is a session. */
export const useSession = (): SessionView => useSuspenseQuery(sessionQuery).data
