import { join } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'

const path = 'widget/koopid.js'
const source = join(import.meta.dirname, '../src/launcher/main.ts')

const banner = `/*
 * The chat on your page. One tag:
 *   <script async src="https://app.koopid.ai/${path}" data-provider="719" data-entry-tag="welcome"></script>
 * Optional: data-colour="#0c7a72", data-label="Chat with us".
 * The chat itself runs in a frame of its own origin; nothing here reads or changes your page.
 */`

/** The script that customers' pages load: a build of its own, since a classic script may import nothing. */
export const launcher: Plugin = {
  name: 'launcher',
  configureServer(server) {
    server.middlewares.use(`/${path}`, (_request, response, next) => {
      response.setHeader('content-type', 'text/javascript; charset=utf-8')
      launcherScript().then((code) => response.end(code), next)
    })
  },
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: path, source: await launcherScript() })
  },
}

/** The style as it is written, without what only its readers need. */
const squeezed: Plugin = {
  name: 'squeezed',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('.css?inline')
      ? code
          .replace(/\/\*.*?\*\//gs, '')
          .replace(/\s+/g, ' ')
          .replace(/ ?([{};,]) ?/g, '$1')
      : undefined,
}

/** Made from `src/launcher`, for browsers that are a few years old. */
export async function launcherScript(): Promise<string> {
  const made = await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    plugins: [squeezed],
    build: {
      write: false,
      target: 'es2020',
      // For old browsers it would make the style depend on the page's language, or on newer queries.
      cssMinify: false,
      modulePreload: false,
      copyPublicDir: false,
      rolldownOptions: { input: source, output: { format: 'iife', postBanner: banner } },
    },
  })
  const { output } = made as Rolldown.RolldownOutput
  if (output.length !== 1) throw new Error(`The launcher is not one file: ${output.map((it) => it.fileName)}`)
  return output[0].code
}
