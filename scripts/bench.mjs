// `npm run bench`: prints one table; `-- --quick` is a smoke run. bench/README.md says how to read it.
import { ensureInstalled, runNode } from './installed.mjs'
import { ensureWebBuilt } from './web-built.mjs'

ensureInstalled()
await ensureWebBuilt()
process.exitCode = (await runNode(['bench/main.ts', ...process.argv.slice(2)])).status
