import type { Plugin } from 'vite'

/** A module that chat and app begin to share may pull all of the app into every customer's page. */
export const chatStaysSmall: Plugin = {
  name: 'chat-stays-small',
  generateBundle(_options, bundle) {
    const chat = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'widget')
    for (const file of chat?.type === 'chunk' ? chat.imports : [])
      if (!/rolldown-runtime|base/.test(file))
        this.error(`The chat loads ${file}: name what it shares with the app in the group "base".`)
  },
}
