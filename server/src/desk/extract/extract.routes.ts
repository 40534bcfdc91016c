import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Role } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { recordEvent } from '../../audit/audit.ts'
import { auditors } from '../../audit/audit-log.ts'
import type { Reply, Server } from '../../http/types.ts'
import { requireRole } from '../../sessions/guards.ts'
import type { Sessions } from '../../sessions/sessions.ts'
import type { Store } from '../../store/store.ts'
import { supervising } from '../access.ts'
import { auditFile, type CsvFile, conversationsFile, textOf } from './files.ts'
import { type Range, rangeQuery, readRange } from './range.ts'

type Deps = {
  sessions: Sessions
  store: Store
  now: () => number
}

/** Files for spreadsheets, of whole days. */
export function extractRoutes(server: Server, deps: Deps): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  const files: [CsvFile, readonly Role[]][] = [
    [conversationsFile, supervising],
    [auditFile, auditors],
  ]
  for (const [file, roles] of files)
    typed.get(
      `/api/v1/extract/${file.name}.csv`,
      {
        schema: {
          querystring: rangeQuery,
          produces: ['text/csv'],
          response: {
            200: z.string().describe(`CSV (RFC 4180) with the columns ${file.columns.join(', ')}`),
          },
        },
      },
      async (request, reply) => {
        const admit = () => requireRole(deps.sessions, request, roles)
        await admit()
        return download(deps, file, readRange(request.query), admit, reply as unknown as Reply)
      },
    )
}

/** The first page is read before the answer begins: a failure until then is answered as one. */
async function download(
  { store, now }: Deps,
  file: CsvFile,
  range: Range,
  admit: () => ReturnType<typeof requireRole>,
  reply: Reply,
): Promise<Reply> {
  const text = textOf(file, async (after) => {
    // SQLite answers at once and a socket takes megabytes at once: without this, nobody else would be served.
    await nextTurn()
    // Asked again for each page: whose session has ended gets no more of a long file.
    const { providerId } = await admit()
    return store.read(providerId, (scoped) => file.page(scoped, range, after))
  })
  const first = await text.next()
  const { providerId, personId } = await admit()
  const { from, to, zone } = range
  await store.transaction(providerId, (scoped) =>
    recordEvent(scoped, now(), {
      kind: 'extract.downloaded',
      actor: personId,
      subject: file.name,
      facts: { from, to, zone },
    }),
  )
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${file.name}-${from}-to-${to}.csv"`)
    .send(Readable.from(continued(first, text), { objectMode: false }))
}

async function* continued<T>(first: IteratorResult<T, void>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (!first.done) yield first.value
  yield* rest
}
