// A shop that is somebody else's website: its own origin, with the chat's script tag on its page.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

const types = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8' }
const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Serves the demo shop; resolves to its address and a `stop` that ends it at once. */
export async function startDemo({
  listen = '127.0.0.1:3002',
  portalOrigin = 'http://app.localhost:3000',
  provider = '719',
  entryTag = 'welcome',
} = {}) {
  const [host, port] = split(listen)
  const page = read('shop.html')
    .replaceAll('{{portal}}', portalOrigin)
    .replaceAll('{{provider}}', provider)
    .replaceAll('{{entryTag}}', entryTag)
  const files = { '/': ['html', page], '/shop.css': ['css', read('shop.css')] }
  const server = createServer((request, answer) => {
    const file = files[request.url?.split('?')[0] ?? '']
    answer.writeHead(file ? 200 : 404, {
      'content-type': types[file?.[0] ?? 'html'],
      'cache-control': 'no-cache',
    })
    answer.end(request.method === 'HEAD' ? '' : (file?.[1] ?? 'There is nothing at this address.'))
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    origin: `http://shop.localhost:${server.address().port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

function split(listen) {
  const at = listen.lastIndexOf(':')
  return [listen.slice(0, at).replace(/^\[|\]$/g, ''), Number(listen.slice(at + 1))]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const demo = await startDemo({
    listen: process.env.KOOPID_DEMO_LISTEN || '127.0.0.1:3002',
    portalOrigin: process.env.KOOPID_DEMO_PORTAL || 'http://app.localhost:3000',
  })
  console.log(`The demo shop is at ${demo.origin}`)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void demo.stop())
}
