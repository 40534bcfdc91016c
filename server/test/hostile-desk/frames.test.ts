import { closeCodes } from '@koopid/contract'
import { expect, it } from 'vitest'
import { type Desk, deskWorld, type TestSocket } from '../desk.ts'

/** A desktop and a widget, each opened anew: every one of these frames costs its sender the socket. */
async function bothSides(attack: (socket: TestSocket, it: Desk) => Promise<void>) {
  const it = await deskWorld()
  const agent = await it.agent()
  const customer = it.customer()
  await attack(await agent.socket(), it)
  await attack(await customer.socket(), it)
  // The server is none the worse for it.
  await agent.socket()
  await customer.socket()
}

const deep = '['.repeat(2000) + ']'.repeat(2000)

it.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['null', 'null'],
  ['another version', '{"v":2,"type":"beat","data":{}}'],
  ['a type from the prototype', '{"v":1,"type":"__proto__","data":{}}'],
  ['the server’s own type', '{"v":1,"type":"session.ended","data":{"reason":"x"}}'],
  ['nested two thousand times', deep],
])('a frame that is %s closes its socket', async (_name, text) => {
  await bothSides(async (socket) => {
    socket.raw.send(text)
    expect((await socket.closed).code).toBe(1008)
  })
})

it('a frame of more than 4 KB closes its socket, also in pieces', async () => {
  await bothSides(async (socket) => {
    socket.raw.send('x'.repeat(2500), { fin: false })
    socket.raw.send('x'.repeat(2500), { fin: true })
    expect((await socket.closed).code).toBe(1009)
  })
})

it('a flood of frames closes its socket, and the flood is not worked through', async () => {
  await bothSides(async (socket) => {
    for (let n = 0; n < 500; n += 1) socket.send('typing', { conversationId: 'x', on: true })
    expect((await socket.closed).code).toBe(closeCodes.tooMuch)
  })
})
