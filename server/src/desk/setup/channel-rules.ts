import type { ChannelDraft } from '@koopid/contract'
import { AppError } from '../../http/errors.ts'
import { isLoopbackName } from '../../settings.ts'
import type { ProviderStore } from '../../store/provider-store.ts'
import { selectChannelByTag } from './channels.store.ts'
import { invalid } from './refusals.ts'
import { selectTeam } from './teams.store.ts'

/** What the schema cannot say. `id` is absent for a new channel. @throws AppError */
export async function checkChannel(
  store: ProviderStore,
  draft: ChannelDraft,
  allowLoopback: boolean,
  id?: string,
): Promise<void> {
  if (!(await selectTeam(store, draft.team))) throw invalid('team', 'There is no such team.')
  if (draft.kind === 'api') {
    if (draft.entryTag !== null) throw invalid('entryTag', 'An API channel has no entry tag.')
    if (draft.inviteAfter != null) throw invalid('inviteAfter', 'Only a web chat invites.')
    if (draft.webhookUrl !== null) checkWebhookUrl(draft.webhookUrl, allowLoopback)
    return
  }
  if (draft.webhookUrl !== null) throw invalid('webhookUrl', 'Only an API channel sends events.')
  if (draft.entryTag === null) throw invalid('entryTag', 'A web chat needs an entry tag.')
  if (draft.inviteAfter != null && draft.greeting.trim() === '')
    throw invalid('greeting', 'An invitation shows the greeting: write one.')
  const holder = await selectChannelByTag(store, draft.entryTag)
  if (holder && holder.id !== id) throw new AppError('channel.entry_tag_taken')
}

/** Events hold what customers wrote: they travel encrypted, except to this very machine while somebody tries it out. */
function checkWebhookUrl(text: string, allowLoopback: boolean): void {
  const url = new URL(text)
  const local = url.protocol === 'http:' && allowLoopback && isLoopbackName(url.hostname)
  if (url.protocol !== 'https:' && !local)
    throw invalid('webhookUrl', 'The address must begin with https://.')
  if (url.port !== '' && !local) throw invalid('webhookUrl', 'Events are sent to port 443 only.')
  if (url.username || url.password)
    throw invalid('webhookUrl', 'The address must hold no user name and no password.')
}
