import type { Channel, ChannelDraft } from '@koopid/contract'
import type { ProviderId } from '../../store/provider-store.ts'
import type { Store } from '../../store/store.ts'
import { changeDesk } from './change.ts'
import { createChannel, listChannels } from './channels.ts'
import { openDesk } from './open-desk.ts'

export type DeskOperator = {
  /** Gives a provider the team it starts with, unless it has one. */
  openDesk(id: ProviderId): Promise<void>
  channels: {
    create(id: ProviderId, draft: ChannelDraft): Promise<Channel>
    list(id: ProviderId): Promise<Channel[]>
  }
}

/** What an operator does to a desk from the command line. */
export function deskOperator(store: Store, now: () => number, allowLoopback: boolean): DeskOperator {
  return {
    openDesk: (id) => store.transaction(id, (scoped) => openDesk(scoped, now())),
    channels: {
      create: (id, draft) =>
        changeDesk(store, now(), { providerId: id, personId: 'operator' }, (change) =>
          createChannel(change, draft, allowLoopback),
        ),
      list: (id) => store.read(id, listChannels),
    },
  }
}
