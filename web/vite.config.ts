import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const portal = 'http://app.localhost:3000'
// The server accepts changes only from its own origin, so the development proxy speaks as it.
const proxy = { target: portal, changeOrigin: true, headers: { origin: portal } }

export default defineConfig({
  base: '/',
  plugins: [react()],
  build: {
    target: 'es2022',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': proxy, '/sso': proxy } },
})
