import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export type Wire = {
  /** The database's URL, by this wire. */
  url: string
  /** New connections are refused; with `cut`, those that said this text are cut as well. */
  refuse(cut?: string): void
  /** Every connection hangs: accepted, and never answered. */
  hang(): void
  /** The latest words to the database, on whichever connection. */
  said(): string
  /** As if nothing had been. */
  mend(): void
}

/** A TCP wire to a database, which a test can cut; removed when the test ends. */
export async function wireTo(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl)
  let state: 'whole' | 'refusing' | 'hanging' = 'whole'
  let said = ''
  const pairs = new Set<{ near: Socket; far: Socket; said: string }>()
  const server = createServer((near) => {
    if (state === 'refusing') return void near.destroy()
    const far = connect(Number(target.port), target.hostname)
    const pair = { near, far, said: '' }
    pairs.add(pair)
    const end = () => {
      near.destroy()
      far.destroy()
      pairs.delete(pair)
    }
    near.on('data', (chunk) => {
      const words = chunk.toString('latin1')
      pair.said = (pair.said + words).slice(-4000)
      said = (said + words).slice(-4000)
      if (state !== 'hanging') far.write(chunk)
    })
    far.on('data', (chunk) => {
      if (state !== 'hanging') near.write(chunk)
    })
    for (const socket of [near, far]) socket.on('close', end).on('error', end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cutAll = (fits: (said: string) => boolean) => {
    for (const { near, said } of pairs) if (fits(said)) near.destroy()
  }
  onTestFinished(() => {
    cutAll(() => true)
    server.close()
  })
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    refuse(cut) {
      state = 'refusing'
      if (cut !== undefined) cutAll((said) => said.includes(cut))
    },
    hang() {
      state = 'hanging'
    },
    said: () => said,
    mend() {
      // What was lost on a hanging connection does not come back: it starts anew.
      if (state === 'hanging') cutAll(() => true)
      state = 'whole'
    },
  }
}
