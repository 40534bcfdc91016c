import { randomUUID } from 'node:crypto'
import { idText, type Tag, tagDraftSchema, tagSchema, tagsSchema } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Server } from '../../http/types.ts'
import { type Access, designers, designersAndAgents } from './access.ts'
import type { Change } from './change.ts'
import { found } from './refusals.ts'
import { insertTag, removeTag, selectTag, selectTags } from './tags.store.ts'

const params = z.object({ id: idText() })

export function tagRoutes(server: Server, { read, change }: Access): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get('/api/v1/tags', { schema: { response: { 200: tagsSchema } } }, (request) =>
    read(request, designersAndAgents, async (store) => ({ tags: await selectTags(store) })),
  )
  typed.post('/api/v1/tags', { schema: { body: tagDraftSchema, response: { 200: tagSchema } } }, (request) =>
    change(request, designers, (made) => createTag(made, request.body.name)),
  )
  typed.delete(
    '/api/v1/tags/:id',
    { schema: { params, response: { 204: z.null() } } },
    async (request, reply) => {
      await change(request, designers, (made) => deleteTag(made, request.params.id))
      return reply.code(204).send(null)
    },
  )
}

/** The tag that is there already, when only letter case tells the two apart. */
async function createTag({ store, record }: Change, name: string): Promise<Tag> {
  const same = (tag: Tag) => tag.name.toLowerCase() === name.toLowerCase()
  const existing = (await selectTags(store)).find(same)
  if (existing) return existing
  const tag = { id: randomUUID(), name }
  await insertTag(store, tag)
  await record('tag.created', tag.id, { name })
  return { ...tag, used: 0 }
}

async function deleteTag({ store, record }: Change, id: string): Promise<void> {
  const tag = found(await selectTag(store, id))
  await removeTag(store, id)
  await record('tag.deleted', id, { name: tag.name })
}
