import { dashboardSchema } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError } from '../../http/errors.ts'
import type { Server } from '../../http/types.ts'
import { requireRole } from '../../sessions/guards.ts'
import type { Sessions } from '../../sessions/sessions.ts'
import type { Store } from '../../store/store.ts'
import { supervising } from '../access.ts'
import { readDashboard } from './dashboard.ts'
import { todayIn } from './today.ts'

type Deps = { sessions: Sessions; store: Store; now: () => number }

const querystring = z.object({ zone: z.string().max(60).default('UTC') })

/** How today goes, for those who oversee it. */
export function boardRoutes(server: Server, { sessions, store, now }: Deps): void {
  server
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/v1/dashboard',
      { schema: { querystring, response: { 200: dashboardSchema } } },
      async (request) => {
        const session = await requireRole(sessions, request, supervising)
        const at = now()
        const today = todayIn(request.query.zone, at)
        if (!today) {
          const message = 'This is not a time zone. Use a name such as Europe/Berlin.'
          throw new AppError('request.invalid', { detail: message, fields: [{ field: 'zone', message }] })
        }
        return store.read(session.providerId, (scoped) => readDashboard(scoped, today, at))
      },
    )
}
