import type { Server } from '../../http/types.ts'
import type { Sessions } from '../../sessions/sessions.ts'
import type { Sealing } from '../../store/sealing.ts'
import type { Store } from '../../store/store.ts'
import { accessTo } from './access.ts'
import { cannedReplyRoutes } from './canned-replies.routes.ts'
import { channelRoutes } from './channels.routes.ts'
import { deliveryRoutes } from './deliveries.routes.ts'
import { deskSettingsRoutes } from './desk-settings.routes.ts'
import { tagRoutes } from './tags.routes.ts'
import { teamRoutes } from './teams.routes.ts'

type Deps = {
  sessions: Sessions
  store: Store
  sealing: Sealing
  allowLoopback: boolean
  now: () => number
}

/** Teams, channels and what else a desk is set up with. */
export function setupRoutes(server: Server, { sessions, store, sealing, allowLoopback, now }: Deps): void {
  const access = accessTo({ sessions, store, now })
  deskSettingsRoutes(server, access)
  teamRoutes(server, access)
  channelRoutes(server, { ...access, sealing, allowLoopback })
  deliveryRoutes(server, { ...access, store, now })
  cannedReplyRoutes(server, access)
  tagRoutes(server, access)
}
