import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { agentPage } from './build/agent-page.ts'
import { chatStaysSmall } from './build/chat-stays-small.ts'
import { launcher } from './build/launcher.ts'
import { packed } from './build/packed.ts'

const portal = 'http://app.localhost:3000'
// The server accepts changes only from its own origin, so the development proxy speaks as it.
const proxy = { target: portal, changeOrigin: true, headers: { origin: portal } }
const page = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The server answers `/widget/frame` with `widget.html`; so does the development server. */
const widgetFrame: Plugin = {
  name: 'widget-frame',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url?.startsWith('/widget/frame'))
        request.url = request.url.replace('/widget/frame', '/widget.html')
      next()
    })
  },
}

/**
 * A few files instead of dozens: what both pages start with, what the web app starts with, and what most of its screens
 * share. None of them brings the chat of a customer anything that it does not use.
 */
const groups = [
  {
    name: 'base',
    test: /node_modules\/(react|react-dom|scheduler)\/|preload-helper|src\/(phrases\/language|ui\/(storage|ink)|api\/longest-call|realtime)|contract\/src\/desk\/realtime/,
    priority: 3,
  },
  {
    name: 'app',
    tags: ['$initial' as const],
    test: (id: string) => !id.includes('/src/widget/'),
    minShareCount: 2,
    priority: 2,
  },
  { name: 'kit', test: /node_modules|src\/(ui|api)/, minShareCount: 5, priority: 1 },
  // The rest in a few files, and none in a file that brings a screen what it does not use.
  {
    name: 'shared',
    test: (id: string) => !id.includes('/src/widget/'),
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: 6000,
  },
]

export default defineConfig({
  base: '/',
  plugins: [react(), widgetFrame, launcher, chatStaysSmall, agentPage, packed],
  build: {
    target: 'es2022',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [page('index.html'), page('widget.html')],
      output: { codeSplitting: { groups } },
    },
  },
  server: { proxy: { '/api': { ...proxy, ws: true }, '/sso': proxy, '/widget/v1': { ...proxy, ws: true } } },
})
