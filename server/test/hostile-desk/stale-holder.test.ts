import { expect, it } from 'vitest'
import { take } from '../../src/desk/routing/actions.ts'
import type { Session } from '../../src/sessions/sessions.ts'
import { type Desk, deskWorld } from '../desk.ts'
import { onBothEngines } from '../engines.ts'
import { globex } from '../harness.ts'

const reply = (body: string) => ({ kind: 'agent', body })

/** Two agents, of whom one has the only conversation. */
async function oneHeld(it: Desk) {
  const [ann, ben] = [await it.available(), await it.available()]
  await it.customer().says('Hello')
  const [row] = await it.conversations()
  const [holder, other] = row!.assignee_id === ann.id ? [ann, ben] : [ben, ann]
  return { holder, other, at: `/conversations/${row!.id}` }
}

it('whoever has handed it over writes nothing more, and nobody writes after it is closed', async () => {
  const it = await deskWorld()
  const { holder, other, at } = await oneHeld(it)
  const refused = async (agent: typeof holder, code: string) =>
    expect(await agent.call('POST', `${at}/messages`, reply('Hi'))).toMatchObject({
      status: 409,
      json: { code },
    })
  await refused(other, 'conversation.not_yours')
  await holder.call('POST', `${at}/transfer`, { to: { agent: other.id } })
  await refused(holder, 'conversation.not_yours')
  for (const act of ['close', 'requeue']) expect((await holder.call('POST', `${at}/${act}`)).status).toBe(409)
  expect((await other.call('POST', `${at}/messages`, reply('Hi'))).status).toBe(200)
  await other.call('POST', `${at}/close`)
  await refused(other, 'conversation.closed')
  expect((await it.rows('messages')).filter((one) => one.kind === 'agent').length).toBe(1)
})

onBothEngines((databaseUrl) => {
  it('of a reply and a transfer at the same moment the reply comes first, or not at all', async () => {
    const it = await deskWorld({ databaseUrl: await databaseUrl(), team: { unanswered: 3600 } })
    let { holder, other, at } = await oneHeld(it)
    const seen = { before: 0, refused: 0 }
    for (let round = 1; round <= 50; round += 1) {
      const calls = [
        () => holder.call('POST', `${at}/messages`, reply(`Reply ${round}`)),
        () => holder.call('POST', `${at}/transfer`, { to: { agent: other.id } }),
      ]
      const order = round % 2 === 0 ? calls : calls.toReversed()
      const answers = await Promise.all(order.map((call) => call()))
      const [replied, moved] = round % 2 === 0 ? answers : answers.toReversed()
      expect([round, moved!.status, [200, 409].includes(replied!.status)]).toEqual([round, 200, true])
      const thread = (await it.rows('messages')).sort((a, b) => a.seq - b.seq)
      expect(thread.map(({ seq }) => seq)).toEqual(thread.map((_, n) => n + 1))
      const written = thread.filter(({ body }) => body === `Reply ${round}`)
      expect([round, written.length]).toEqual([round, replied!.status === 200 ? 1 : 0])
      const handedOver = thread.findLast(({ event }) => event?.includes('"type":"transferred"'))!
      for (const { seq } of written) expect([round, seq]).toEqual([round, handedOver.seq - 1])
      seen[written.length === 1 ? 'before' : 'refused'] += 1
      ;[holder, other] = [other, holder]
    }
    const transfers = (await it.rows('assignments')).filter(({ reason }) => reason === 'transferred')
    expect([transfers.length, seen.before + seen.refused]).toEqual([50, 50])
    expect(await it.conversations()).toMatchObject([{ status: 'assigned', assignee_id: holder.id }])
  }, 120_000)

  it('nothing is given to an agent whose session ended between the request and its turn', async () => {
    const it = await deskWorld({ databaseUrl: await databaseUrl(), team: { routing: 'manual' } })
    const agent = await it.available()
    await it.customer().says('Hello')
    const [row] = await it.conversations()
    const session = {
      providerId: globex,
      personId: agent.id,
      name: 'Ada',
      role: 'none',
      agent: true,
    } as Session
    await agent.browser.api(`${it.portal()}/sso/logout`, { method: 'POST' })
    const late = it.services.store.transaction(globex, (store, after) =>
      take({ store, after, at: Date.now() }, session, row!.id as string, false),
    )
    await expect(late).rejects.toMatchObject({ code: 'session.missing' })
    expect(await it.conversations()).toMatchObject([{ status: 'queued', assignee_id: null }])
  })
})
