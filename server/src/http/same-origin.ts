import { AppError } from './errors.ts'
import type { Origins } from './origins.ts'
import type { Request } from './types.ts'

/**
 * Refuses a change that another site asked for. SameSite does not separate sibling subdomains, so the `Origin`
 * header must be exactly this portal's; absent or `null` is refused too.
 */
export function requireSameOrigin(request: Request, origin: string): void {
  const sent = request.headers.origin
  if (sent !== origin) throw new AppError('request.cross_site', { facts: { origin: sent ?? 'absent' } })
}

/** The same for a socket, whose handshake is a GET that a page of any site may make. */
export const fromOwnPage = (origins: Origins) => async (request: Request) =>
  requireSameOrigin(request, origins.origin(origins.subdomainOf(request.host)!))
