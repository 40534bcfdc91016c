import { idText } from '@koopid/contract'
import { z } from 'zod'
import { AppError } from '../../http/errors.ts'
import { frameable } from '../../http/security-headers.ts'
import type { Server } from '../../http/types.ts'
import type { DeskDeps } from '../deps.ts'
import { findPlace } from './widget-access.ts'

const query = z.object({ provider: idText(20), tag: idText() })

/**
 * The page inside the widget's frame. Which sites may frame it is the channel's list of domains, and the browser holds
 * them to it (CSP `frame-ancestors`): a page cannot lie about where it is.
 */
export function frameRoutes(server: Server, deps: DeskDeps, page: string | undefined): void {
  server.get('/widget/frame', { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const { provider, tag } = request.query as z.infer<typeof query>
    const { channel } = await findPlace(deps, provider, tag)
    if (page === undefined)
      throw new AppError('service.unavailable', { detail: 'The widget is not built: run `npm start`.' })
    frameable(reply, JSON.parse(channel.allowed_domains) as string[])
    return reply.type('text/html; charset=utf-8').send(page)
  })
}
