import { closeCodes } from '@koopid/contract'
import { expect, it } from 'vitest'
import { TestBrowser } from '../browser.ts'
import { connect, deskWorld, newToken, openDeskOf } from '../desk.ts'
import { acme } from '../harness.ts'

const none = { status: 'none', agent: null, position: null, seq: 0, readByAgent: 0, readByCustomer: 0 }

it('a customer with another token learns nothing of a conversation and changes nothing in it', async () => {
  const desk = await deskWorld()
  const cleo = desk.customer()
  await cleo.says('My card ends in 4242')
  const before = JSON.stringify([await desk.conversations(), await desk.rows('messages')])
  const near = cleo.token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
  for (const token of [newToken(), near, cleo.token.split('').reverse().join('')]) {
    const stranger = desk.customer(token)
    expect(await stranger.messages()).toEqual([])
    expect(await stranger.state()).toEqual(none)
    expect((await stranger.send('PUT', '/read', { seq: 2 })).status).toBe(204)
    expect((await stranger.send('POST', '/end')).json).toEqual(none)
    const socket = await stranger.socket()
    socket.send('typing', { on: true })
    await cleo.says('Anybody there?')
    await cleo.send('POST', '/end')
    await socket.raw.ping()
    expect(JSON.stringify(socket.frames)).not.toMatch(/4242|Anybody|"message"|"state"/)
  }
  const [row] = await desk.conversations()
  expect(before).toContain(row!.id as string)
  expect((await desk.rows('contacts')).length).toBe(1)
})

it('a token counts at its own provider only', async () => {
  const desk = await deskWorld()
  await openDeskOf(desk, acme)
  const cleo = desk.customer()
  await cleo.says('For Globex')
  const there = await new TestBrowser().api(`${desk.portal('us-east.app')}/widget/v1/718/welcome/messages`, {
    headers: { authorization: `Bearer ${cleo.token}` },
  })
  expect([there.status, there.json()]).toMatchObject([200, { messages: [], state: none }])
})

it('what is no token of 32 random bytes is refused alike on every call and on the socket', async () => {
  const desk = await deskWorld()
  const guesses = [
    'guessed',
    'A'.repeat(42),
    'A'.repeat(44),
    `${'A'.repeat(42)}+`,
    `${'A'.repeat(42)}=`,
    "' or 1=1 --",
  ]
  for (const token of guesses) {
    const guess = desk.customer(token)
    for (const [method, path, body] of [
      ['GET', '/state'],
      ['GET', '/messages'],
      ['POST', '/messages', { body: 'x' }],
      ['PUT', '/read', { seq: 1 }],
      ['POST', '/end'],
    ] as const) {
      const { status, json } = await guess.send(method, path, body)
      expect([token, path, status, json]).toMatchObject([
        token,
        path,
        401,
        { code: 'widget.token_malformed' },
      ])
    }
    const socket = await connect(desk, '/widget/v1/719/welcome/realtime', { origin: desk.portal() })
    socket.send('hello', { token })
    expect([token, (await socket.closed).code]).toEqual([token, closeCodes.forbidden])
    expect(socket.frames).toEqual([])
  }
  expect([await desk.rows('contacts'), await desk.conversations()]).toEqual([[], []])
})
