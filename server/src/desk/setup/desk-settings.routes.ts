import { deskSettingsSchema } from '@koopid/contract'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Server } from '../../http/types.ts'
import { moveDepartures } from '../routing/deadlines.store.ts'
import { type Access, managers, staff } from './access.ts'
import { readDeskSettings, writeDeskSettings } from './desk-settings.store.ts'

/** Grace, idle time and alert sound of the whole desk. */
export function deskSettingsRoutes(server: Server, { read, change }: Access): void {
  const typed = server.withTypeProvider<ZodTypeProvider>()
  typed.get('/api/v1/desk-settings', { schema: { response: { 200: deskSettingsSchema } } }, (request) =>
    read(request, { ...staff, agents: true }, readDeskSettings),
  )
  typed.put(
    '/api/v1/desk-settings',
    { schema: { body: deskSettingsSchema, response: { 200: deskSettingsSchema } } },
    (request) =>
      change(request, managers, async ({ store, after, record }) => {
        await writeDeskSettings(store, request.body)
        await moveDepartures(store, after, request.body.disconnectGrace * 1000)
        await record('settings.changed', undefined, request.body)
        return request.body
      }),
  )
}
