import { AppError } from './errors.ts'
import type { Request } from './types.ts'

/**
 * Refuses a change that another site asked for. SameSite does not separate sibling subdomains, so the `Origin`
 * header must be exactly this portal's; absent or `null` is refused too.
 */
export function requireSameOrigin(request: Request, origin: string): void {
  const sent = request.headers.origin
  if (sent !== origin) throw new AppError('request.cross_site', { facts: { origin: sent ?? 'absent' } })
}
