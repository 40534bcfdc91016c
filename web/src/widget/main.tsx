import { createRoot } from 'react-dom/client'
import { widgetApi } from '../api/widget.ts'
import { applyLanguage } from '../phrases/language.ts'
import { createChat } from './chat.ts'
import { connectHost, hostOrigin, hostStorage } from './host.ts'
import { invitationsIn } from './invitation.ts'
import { memoryStorage, ownStorage } from './kept.ts'
import { Widget } from './widget.tsx'
import './widget.css'

async function start() {
  const asked = new URLSearchParams(location.search)
  const [provider, tag] = [asked.get('provider') ?? '', asked.get('tag') ?? '']
  const host = window.parent === window ? null : hostOrigin(location.hash)
  const kept = ownStorage() ?? (host ? await hostStorage(host) : memoryStorage())
  const scope = `${provider}:${tag}`
  const chat = createChat({ api: widgetApi(provider, tag), kept, scope })
  createRoot(document.getElementById('root')!).render(
    <Widget
      chat={chat}
      invitations={invitationsIn(kept, scope)}
      connect={(hears) => connectHost(host, hears)}
    />,
  )
}

applyLanguage()
void start()
