import { z } from 'zod'
import { fromOwnPage } from '../../http/same-origin.ts'
import type { Server } from '../../http/types.ts'
import type { DeskDeps } from '../deps.ts'
import { type AgentSockets, agentSockets } from './agent-socket.ts'

const query = z.object({ tab: z.string().regex(/^[\w-]{8,60}$/) })

/** The socket of a desktop or a statusboard, one for each tab. Another site's page cannot open it: its Origin is not ours. */
export function realtimeRoutes(server: Server, deps: DeskDeps): AgentSockets {
  const sockets = agentSockets(deps)
  server.get(
    '/api/v1/realtime',
    {
      websocket: true,
      schema: { hide: true, querystring: query },
      preValidation: fromOwnPage(deps.origins),
    },
    (socket, request) => {
      const { tab } = request.query as z.infer<typeof query>
      sockets.admit(socket, request, tab).catch((error: Error) => {
        deps.onError(error)
        socket.terminate()
      })
    },
  )
  return sockets
}
