import { runNode } from '../installed.mjs'

export async function docsAreCurrent() {
  const { status, output } = await runNode(['scripts/docs.mjs', '--check'], { capture: true })
  return status === 0 ? [] : [output.trim()]
}
