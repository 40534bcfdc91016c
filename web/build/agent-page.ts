import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

/** The screen that a tile leads to, and its words in the language of most; others wait for theirs. */
const wanted = ['/src/desktop/desktop-page.tsx', '/src/phrases/desktop.en.ts', '/src/phrases/common.en.ts']

/**
 * `agent.html`: the page of the web app that also names what the agent desktop is made of. The browser asks for all of it
 * at once, not for each part when another one has come that mentions it.
 */
export const agentPage: Plugin = {
  name: 'agent-page',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    const page = readFileSync(join(dir!, 'index.html'), 'utf8')
    const entries = wanted.map((path) => {
      const chunk = chunksOf(bundle).find(({ facadeModuleId }) => facadeModuleId?.endsWith(path))
      return chunk ?? this.error(`No chunk begins with ${path}`)
    })
    const links = [...neededBy(entries, bundle)].filter((file) => !page.includes(file)).map(linkTo)
    writeFileSync(join(dir!, 'agent.html'), page.replace('</head>', `  ${links.join('\n    ')}\n  </head>`))
  },
}

const chunksOf = (bundle: Bundle): Chunk[] => Object.values(bundle).filter((file) => file.type === 'chunk')

/** Names of the files that have to be there before these chunks run. */
function neededBy(chunks: Chunk[], bundle: Bundle, files = new Set<string>()): Set<string> {
  for (const chunk of chunks) {
    if (files.has(chunk.fileName)) continue
    files.add(chunk.fileName)
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
    const imports = chunk.imports.map((name) => bundle[name]).filter((file) => file?.type === 'chunk')
    neededBy(imports, bundle, files)
  }
  return files
}

const linkTo = (file: string) =>
  file.endsWith('.css')
    ? `<link rel="preload" as="style" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`
