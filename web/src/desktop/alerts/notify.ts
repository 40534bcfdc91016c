import { preferences } from '../settings/preferences.ts'

const supported = () => 'Notification' in window

export const notificationsDenied = () => supported() && Notification.permission === 'denied'

/** Within a gesture; browsers refuse to ask otherwise. */
export function askForNotifications() {
  if (supported() && preferences().notifications && Notification.permission === 'default')
    void Notification.requestPermission()
}

/** The same tag from several tabs is one notification. */
export function notify(title: string, body: string, tag: string, onClick: () => void) {
  if (!supported() || !preferences().notifications || Notification.permission !== 'granted') return
  const shown = new Notification(title, { body, tag, icon: '/favicon.svg', silent: true })
  shown.onclick = () => {
    window.focus()
    shown.close()
    onClick()
  }
}
