import type { SoundState } from '../sound/sound-state.ts'

/** What each tab of the desktop in this browser shows. */
export type TabView = { conversation: string | undefined; looking: boolean; sound: SoundState }
type Said =
  | { type: 'here'; tab: string; view: TabView }
  | { type: 'gone'; tab: string }
  | { type: 'who' }
  | { type: 'opened'; conversation: string }

/** The tabs of the desktop know of one another, so that one rings and none rings for what another one shows. */
export function createTabs(onOpened: (conversation: string) => void, onChange: () => void) {
  const tab = crypto.randomUUID()
  const others = new Map<string, TabView>()
  let mine: TabView = { conversation: undefined, looking: false, sound: 'checking' }
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('koopid-desk')
  const say = (said: Said) => channel?.postMessage(said)
  const gone = () => say({ type: 'gone', tab })

  if (channel)
    channel.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.type === 'who') return say({ type: 'here', tab, view: mine })
      if (data.type === 'opened') return onOpened(data.conversation)
      if (data.type === 'here') others.set(data.tab, data.view)
      else others.delete(data.tab)
      onChange()
    }
  window.addEventListener('pagehide', gone)
  say({ type: 'who' })

  const all = () => [mine, ...others.values()]
  return {
    show(view: TabView) {
      mine = view
      say({ type: 'here', tab, view })
      if (view.looking && view.conversation) say({ type: 'opened', conversation: view.conversation })
    },
    anyLookingAt: (conversation: string) =>
      all().some((view) => view.looking && view.conversation === conversation),
    anyLooking: () => all().some(({ looking }) => looking),
    anyAudible: () => all().some(({ sound }) => sound === 'on'),
    close() {
      gone()
      window.removeEventListener('pagehide', gone)
      channel?.close()
    },
  }
}
export type Tabs = ReturnType<typeof createTabs>
