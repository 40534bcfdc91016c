import { closeCodes } from '@koopid/contract'
import { expect, it } from 'vitest'
import { deskWorld } from '../desk.ts'
import { globex } from '../harness.ts'

it('a socket that stops reading is closed, and what it missed is not kept for it', async () => {
  const it = await deskWorld()
  const [slow, good] = [await it.agent(), await it.agent()]
  const [stuck, reader] = [await slow.socket(), await good.socket()]
  await it.customer().says('Hello')
  const [row] = await it.conversations()
  stuck.raw.pause()
  let received = 0
  stuck.raw.on('message', (data) => {
    received += String(data).length
  })
  // Twenty megabytes in all.
  const piece = 'x'.repeat(500_000)
  for (let n = 1; n <= 40; n += 1) {
    for (const personId of [slow.id, good.id])
      it.services.store.bus.publish({
        kind: 'mentioned',
        providerId: globex,
        conversationId: row!.id as string,
        seq: n,
        personId,
        by: piece,
      })
    await reader.next('mention', ({ seq }: { seq: number }) => seq === n)
  }
  stuck.raw.resume()
  // 1006 where the goodbye was behind what it would not read.
  expect([closeCodes.tooMuch, 1006]).toContain((await stuck.closed).code)
  // Handed to the network before it was given up: the limit, one frame more, and the kernel's own buffers.
  expect(received).toBeLessThan(8_000_000)
})
