import type { FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput } from '../org/people.ts'
import { errorPage } from '../pages/error.ts'
import { type AdminView, adminPage } from '../pages/layout.ts'

/** Sends a console page. `?done=` from the redirect before it says what has just happened. */
export function show(
  request: FastifyRequest,
  reply: FastifyReply,
  view: Omit<AdminView, 'path' | 'done'>,
): FastifyReply {
  const done = DONE[(request.query as { done?: string }).done ?? '']
  const page = adminPage(request.site.org.name, request.person, { ...view, path: request.url, done })
  return reply.type('text/html').header('cache-control', 'no-store').send(page.text)
}

/** Only these sentences can appear: the address bar must not put words into the console. */
const DONE: Record<string, string> = {
  saved: 'Saved.',
  removed: 'Removed.',
  added: 'Added.',
  assigned: 'Assigned.',
  unassigned: 'Unassigned. The app does not hear of it: an open session there goes on.',
  sessions: 'All Okta sessions of this person are over.',
  rotated: 'A new key signs from now on.',
  faults: 'Faults saved.',
}

/** Runs a form's work; a mistake in the input comes back as a sentence for the form. */
export function attempt<T>(
  work: () => T,
): { value: T; error?: undefined } | { error: string; value?: undefined } {
  try {
    return { value: work() }
  } catch (error) {
    if (error instanceof InvalidInput) return { error: error.message }
    throw error
  }
}

export function notFoundPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const page = errorPage(
    request.site.org.name,
    '404 Page Not Found',
    'This does not exist, or it was removed.',
  )
  return reply.code(404).type('text/html').send(page.text)
}
