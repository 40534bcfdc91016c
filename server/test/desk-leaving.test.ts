import type { Conversation, ConversationPage } from '@koopid/contract'
import { describe, expect, it } from 'vitest'
import { changePerson } from '../src/directory/people.ts'
import { type DeskOptions, deskWorld } from './desk.ts'
import { onBothEngines } from './engines.ts'
import { globex } from './harness.ts'

type HasConversation = { conversation: Conversation }
const to =
  (id: string) =>
  ({ conversation }: HasConversation) =>
    conversation.assignee?.id === id
const patient = { timeout: 8000, interval: 20 }

onBothEngines((databaseUrl) => {
  const desk = async (options: DeskOptions = {}) =>
    deskWorld({ databaseUrl: await databaseUrl(), ...options })

  /** Two available agents and one conversation: who has it, and who does not. */
  async function oneHeld(options: DeskOptions = {}) {
    const it = await desk(options)
    const [ann, ben] = [await it.available(), await it.available()]
    const customer = it.customer()
    await customer.says('Hello')
    const [row] = await it.conversations()
    const [holder, other] = row!.assignee_id === ann.id ? [ann, ben] : [ben, ann]
    return { it, holder, other, customer, id: row!.id as string, since: row!.waiting_since as number }
  }
  type Held = Awaited<ReturnType<typeof oneHeld>>

  const moved = async ({ it, other, since }: Held, reason: string, times = 1) => {
    await expect.poll(async () => (await it.conversations())[0]!.assignee_id, patient).toBe(other.id)
    const [row] = await it.conversations()
    expect(row).toMatchObject({ status: 'assigned', waiting_since: since, requeued: times })
    const ledger = (await it.rows('assignments')).sort((a, b) => a.at - b.at)
    expect(ledger.map((line) => line.reason)).toContain(reason)
  }

  describe('a conversation goes to the next agent, with the wait it has had, when its agent', () => {
    it('signs out', async () => {
      const held = await oneHeld()
      const answer = await held.holder.browser.api(`${held.it.portal()}/sso/logout`, { method: 'POST' })
      expect(answer.status).toBeLessThan(400)
      await moved(held, 'signed_out')
      expect((await held.holder.desktop.closed).code).toBe(4401)
    })

    it('is deactivated, in the very same transaction', async () => {
      const held = await oneHeld()
      await held.it.services.store.transaction(globex, async (store, after) => {
        await changePerson(store, after, Date.now(), { id: held.holder.id, by: 'test', active: false })
      })
      // No waiting: it has moved when the transaction has.
      expect((await held.it.conversations())[0]).toMatchObject({ assignee_id: held.other.id, requeued: 1 })
      await moved(held, 'deprovisioned')
      expect((await held.holder.desktop.closed).code).toBe(4401)
    })

    it('may not use the desktop any more', async () => {
      const held = await oneHeld()
      await held.it.services.store.transaction(globex, async (store, after) => {
        await changePerson(store, after, Date.now(), { id: held.holder.id, by: 'test', agent: false })
      })
      await moved(held, 'role_changed')
      expect((await held.holder.desktop.closed).code).toBe(4403)
    })

    it('is signed out by a supervisor, who cannot be anybody', async () => {
      const held = await oneHeld()
      const boss = await held.it.agent({ role: 'supervisor' })
      expect((await held.other.call('POST', `/agents/${held.holder.id}/sign-out`)).status).toBe(403)
      expect((await boss.call('POST', `/agents/${held.holder.id}/sign-out`)).status).toBe(200)
      await moved(held, 'signed_out')
      expect((await held.holder.desktop.closed).code).toBe(4401)
      expect((await held.holder.call('GET', '/conversations?list=mine')).status).toBe(401)
    })

    it('has closed the last tab and the grace is over, not before', async () => {
      const held = await oneHeld({ settings: { disconnectGrace: 2 } })
      held.holder.desktop.kill()
      const began = Date.now()
      await held.other.desktop.next<HasConversation>('conversation.assigned', to(held.other.id))
      expect(Date.now() - began).toBeGreaterThan(1900)
      await moved(held, 'disconnected')
    })

    it('does not answer in time, and is away from then on', async () => {
      const held = await oneHeld({ team: { unanswered: 5 } })
      await moved(held, 'unanswered')
      const { json } = await held.holder.call('GET', '/agent/status')
      expect(json).toMatchObject({ status: 'away', reason: 'unanswered' })
    })

    it('loses the team', async () => {
      const held = await oneHeld()
      const boss = await held.it.person({ role: 'manager' })
      const team = {
        name: 'Support',
        everyone: false,
        members: [held.other.id],
        routing: 'auto',
        limit: 5,
        unanswered: 90,
      }
      const changed = await held.it.call(boss.browser)('PATCH', '/teams/support', team)
      expect(changed.status).toBe(200)
      await moved(held, 'role_changed')
      // Its own list learns of it, though the team's news no longer comes to it.
      await held.holder.desktop.next<HasConversation>('conversation.assigned', to(held.other.id))
    })

    it('hands it over, with a note for whoever gets it', async () => {
      const held = await oneHeld()
      const to = { agent: held.other.id }
      const note = 'Wants a refund'
      const answer = await held.holder.call('POST', `/conversations/${held.id}/transfer`, { to, note })
      expect(answer.status).toBe(200)
      await moved(held, 'transferred', 0)
      await held.other.desktop.next('alert', (alert: { kind: string }) => alert.kind === 'transfer')
      const thread = JSON.stringify((await held.other.call('GET', `/conversations/${held.id}/messages`)).json)
      expect(thread).toContain(note)
      expect(JSON.stringify(await held.customer.messages())).not.toContain(note)
    })

    it('puts it back, and does not get it again at once', async () => {
      const held = await oneHeld()
      await held.other.call('PUT', '/agent/status', { status: 'away' })
      await held.holder.call('POST', `/conversations/${held.id}/requeue`)
      expect((await held.it.conversations())[0]).toMatchObject({
        status: 'queued',
        barred_id: held.holder.id,
      })
      await held.other.call('PUT', '/agent/status', { status: 'available' })
      await moved(held, 'requeued_by_agent')
    })
  })

  describe('whoever lost a conversation', () => {
    it('with its team hears that it waits, is taken and is closed, and nothing that was said since', async () => {
      const { it, holder, other, customer, id } = await oneHeld()
      await other.call('PUT', '/agent/status', { status: 'away' })
      const boss = await it.person({ role: 'manager' })
      await it.call(boss.browser)('PATCH', '/teams/support', { everyone: false, members: [other.id] })
      const stranger = await it.available()
      const next = (change: string) =>
        holder.desktop.next<HasConversation>(`conversation.${change}`, (data) => data.conversation.id === id)
      const left = await next('requeued')
      expect(left.conversation).toMatchObject({ status: 'queued', assignee: null, last: { text: 'Hello' } })
      await customer.says('Said since')
      expect((await other.call('POST', `/conversations/${id}/take`, {})).status).toBe(200)
      const taken = await next('assigned')
      expect(taken.conversation).toMatchObject({ assignee: { id: other.id }, last: null, unread: 0 })
      await customer.says('Said since, too')
      await other.call('POST', `/conversations/${id}/close`)
      expect((await next('closed')).conversation).toMatchObject({ status: 'closed', last: null })
      expect(JSON.stringify(holder.desktop.frames)).not.toContain('Said since')
      expect(
        stranger.desktop.frames.map(({ type }) => type).filter((type) => /conversation|message/.test(type)),
      ).toEqual([])
    })

    it('and is a supervisor only from now on hears it, too', async () => {
      const it = await desk()
      const holder = await it.available({ role: 'supervisor' })
      const customer = it.customer()
      await customer.says('Hello')
      await holder.desktop.next<HasConversation>('conversation.assigned', to(holder.id))
      await it.services.store.transaction(globex, async (store, after) => {
        await changePerson(store, after, Date.now(), { id: holder.id, by: 'test', agent: false })
      })
      await holder.desktop.next<HasConversation>('conversation.requeued')
      const other = await it.available()
      await holder.desktop.next<HasConversation>('conversation.assigned', to(other.id))
    })

    it('and is still of its team hears it once', async () => {
      const { it, holder, other, id } = await oneHeld()
      await other.call('PUT', '/agent/status', { status: 'away' })
      const boss = await it.agent({ role: 'supervisor' })
      await boss.call('POST', `/agents/${holder.id}/away`, { requeue: true })
      await other.call('POST', `/conversations/${id}/take`, {})
      await holder.desktop.next<HasConversation>('conversation.assigned', to(other.id))
      const heard = holder.desktop.frames.map(({ type }) => type)
      expect(heard.filter((type) => type === 'conversation.requeued').length).toBe(1)
      expect(heard.filter((type) => type === 'conversation.assigned').length).toBe(2)
    })
  })

  describe('a conversation stays when its agent', () => {
    it('has a second device that is still signed in', async () => {
      const held = await oneHeld()
      const second = await held.it.signInAgain(held.holder)
      await second.socket()
      await held.holder.browser.api(`${held.it.portal()}/sso/logout`, { method: 'POST' })
      await held.holder.desktop.closed
      expect((await held.it.conversations())[0]).toMatchObject({ assignee_id: held.holder.id, requeued: 0 })
    })

    it('reloads the page within the grace', async () => {
      const held = await oneHeld({ settings: { disconnectGrace: 2 } })
      held.holder.desktop.kill()
      await held.holder.socket()
      const [row] = await held.it
        .rows('deadlines')
        .then((all) => all.filter(({ key }) => key.startsWith('gone:')))
      expect(row).toBeDefined()
      // Behind the next deadline of the other agent's own nothing has moved.
      await held.other.desktop.next<HasConversation>('conversation.assigned', to(held.other.id), 2600).then(
        () => expect.fail('it moved'),
        (error: Error) => expect(error.message).toContain('no conversation.assigned'),
      )
      expect((await held.it.conversations())[0]).toMatchObject({ assignee_id: held.holder.id })
    })

    it('goes away by choice', async () => {
      const held = await oneHeld()
      await held.holder.call('PUT', '/agent/status', { status: 'away' })
      expect((await held.it.conversations())[0]).toMatchObject({ assignee_id: held.holder.id })
    })
  })

  describe('routing', () => {
    it('gives to whoever has the fewest, then to the longest idle, up to the limit', async () => {
      const it = await desk({ team: { limit: 2 } })
      const agents = [await it.available(), await it.available()]
      for (let n = 1; n <= 5; n += 1) await it.customer().says(`Number ${n}`)
      const rows = await it.conversations()
      const loads = agents.map(({ id }) => rows.filter((row) => row.assignee_id === id).length)
      expect(loads).toEqual([2, 2])
      const waiting = rows.filter((row) => row.status === 'queued')
      expect(waiting.map((row) => row.last_text)).toEqual(['Number 5'])
      const mine = await agents[0]!.call<ConversationPage>('GET', '/conversations?list=mine')
      await agents[0]!.call('POST', `/conversations/${mine.json.conversations[0]!.id}/close`)
      expect((await it.conversations()).filter((row) => row.status === 'queued')).toEqual([])
    })

    it('passes over who is away, idle or not there', async () => {
      const it = await desk()
      const away = await it.available()
      await away.call('PUT', '/agent/status', { status: 'away' })
      const absent = await it.agent()
      await absent.call('PUT', '/agent/status', { status: 'available' })
      const idle = await it.available()
      idle.desktop.send('presence', { visible: false, idle: true, alert: 'on' })
      await expect
        .poll(async () => (await idle.call('GET', '/agent/status')).json, patient)
        .toMatchObject({ status: 'away', reason: 'idle' })
      await it.customer().says('Hello')
      expect((await it.conversations())[0]).toMatchObject({ status: 'queued' })
    })

    it('of two agents who take the same one at once, one wins', async () => {
      const it = await desk({ team: { routing: 'manual' } })
      const agents = [await it.available(), await it.available()]
      for (let n = 0; n < 10; n += 1) {
        await it.customer().says('Hello')
        await agents[0]!.desktop.next('alert', (alert: { kind: string }) => alert.kind === 'queued')
        const [row] = (await it.conversations()).filter((one) => one.status === 'queued')
        const answers = await Promise.all(
          agents.map((agent) => agent.call('POST', `/conversations/${row!.id}/take`, {})),
        )
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
        const winner = agents[answers.findIndex(({ status }) => status === 200)]!
        const now = (await it.conversations()).find((one) => one.id === row!.id)
        expect(now).toMatchObject({ status: 'assigned', assignee_id: winner.id })
        await winner.call('POST', `/conversations/${row!.id}/close`)
      }
    })
  })
})
