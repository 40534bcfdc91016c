import type { AgentView, Conversation, ConversationDetail, ConversationPage, Message } from '@koopid/contract'
import { describe, expect, it } from 'vitest'
import { deskWorld, newKey } from './desk.ts'

type HasConversation = { conversation: Conversation }

describe('a conversation', () => {
  it('goes from the widget to an available agent and back', async () => {
    const desk = await deskWorld()
    const agent = await desk.available()
    const customer = desk.customer()
    const widget = await customer.socket()
    await customer.says('My parcel is late', { name: 'Cleo' })

    const { conversation } = await agent.desktop.next<HasConversation>('conversation.assigned')
    expect(conversation).toMatchObject({
      status: 'assigned',
      customer: { name: 'Cleo' },
      assignee: { id: agent.id },
      last: { text: 'My parcel is late' },
      unread: 1,
    })
    await agent.desktop.next('alert', (alert: { kind: string }) => alert.kind === 'assigned')

    const { status, json } = await agent.call<Message>('POST', `/conversations/${conversation.id}/messages`, {
      kind: 'agent',
      body: 'It arrives tomorrow.',
    })
    expect(status).toBe(200)
    const seen = await widget.next<{ message: Message }>('message', ({ message }) => message.kind === 'agent')
    expect(seen.message).toMatchObject({ id: json.id, body: 'It arrives tomorrow.', author: 'Ada Admin' })
    const mine = await agent.call<ConversationPage>('GET', '/conversations?list=mine')
    expect(mine.json.conversations).toMatchObject([{ waitingSince: null, unread: 0 }])
  })

  it('waits when nobody is there, with its place in the queue, and goes to who comes first', async () => {
    const desk = await deskWorld()
    const [first, second] = [desk.customer(), desk.customer()]
    expect((await first.says('One')).state).toMatchObject({ status: 'queued', position: 1 })
    expect((await second.says('Two')).state).toMatchObject({ status: 'queued', position: 2 })
    const agent = await desk.available()
    expect((await first.state()).status).toBe('assigned')
    const mine = await agent.call<ConversationPage>('GET', '/conversations?list=mine')
    expect(mine.json.total).toBe(2)
  })

  it('goes on when the customer writes again within a day, and is a new one after it', async () => {
    let shift = 0
    const desk = await deskWorld({ now: () => Date.now() + shift })
    const agent = await desk.available()
    const customer = desk.customer()
    await customer.says('One')
    const [{ id }] = (await agent.call<ConversationPage>('GET', '/conversations?list=mine')).json
      .conversations as [Conversation]
    await agent.call('POST', `/conversations/${id}/close`)
    expect((await customer.state()).status).toBe('closed')
    await customer.says('Two')
    expect((await desk.conversations()).map((row) => row.id)).toEqual([id])
    await agent.call('POST', `/conversations/${id}/close`)
    shift = 25 * 3_600_000
    await customer.says('Three')
    const rows = await desk.conversations()
    expect(rows.length).toBe(2)
    expect(rows.filter((row) => row.status === 'queued').length).toBe(1)
  })

  it('is told to the customer without notes, names of reasons or who was removed', async () => {
    const desk = await deskWorld()
    const agent = await desk.available()
    const customer = desk.customer()
    await customer.says('Hello')
    const [row] = await desk.conversations()
    const note = { kind: 'note', body: 'A difficult one' }
    await agent.call('POST', `/conversations/${row!.id}/messages`, note)
    await agent.call('POST', `/conversations/${row!.id}/requeue`)
    const shown = JSON.stringify(await customer.messages())
    expect(shown).toContain('requeued')
    for (const secret of ['difficult', 'requeued_by_agent', 'reason', '"note"'])
      expect(shown).not.toContain(secret)
  })
})

describe('writing', () => {
  it('is done once for each Idempotency-Key, and refused when the key comes with something else', async () => {
    const desk = await deskWorld()
    const agent = await desk.available()
    const customer = desk.customer()
    const key = newKey()
    const first = await customer.says('Hello', {}, key)
    expect(await customer.says('Hello', {}, key)).toEqual(first)
    const other = await customer.send('POST', '/messages', { body: 'Other' }, key)
    expect(other).toMatchObject({ status: 422, json: { code: 'idempotency.key_reused' } })

    const [row] = await desk.conversations()
    const path = `/conversations/${row!.id}/messages`
    const reply = { kind: 'agent', body: 'Yes?' }
    const once = await agent.call('POST', path, reply, key)
    expect(await agent.call('POST', path, reply, key)).toEqual(once)
    expect(await agent.call('POST', path, { ...reply, body: 'No?' }, key)).toMatchObject({ status: 422 })
    expect(await agent.call('POST', path, reply, 'short')).toMatchObject({
      status: 400,
      json: { code: 'idempotency.key_missing' },
    })
    const bodies = (await desk.rows('messages')).filter((one) => one.kind !== 'system')
    expect(bodies.map((one) => one.body)).toEqual(['Hello', 'Yes?'])
  })

  it('of the same key fifty times at once is one message', async () => {
    const desk = await deskWorld()
    const customer = desk.customer()
    const key = newKey()
    const answers = await Promise.all(Array.from({ length: 50 }, () => customer.says('Hello', {}, key)))
    expect(new Set(answers.map(({ message }) => message.id)).size).toBe(1)
    expect((await desk.rows('messages')).filter((one) => one.kind === 'customer').length).toBe(1)
  })
})

describe('what is not theirs', () => {
  it('does not exist for an agent of another team, until they are mentioned', async () => {
    const desk = await deskWorld({ team: { everyone: false } })
    const boss = await desk.agent({ role: 'supervisor' })
    const outsider = await desk.agent()
    await desk.customer().says('Hello')
    const [row] = await desk.conversations()
    expect((await outsider.call('GET', `/conversations/${row!.id}`)).status).toBe(404)
    expect((await outsider.call('POST', `/conversations/${row!.id}/take`, {})).status).toBe(404)
    await boss.call('POST', `/conversations/${row!.id}/messages`, {
      kind: 'note',
      body: 'Have a look',
      mentions: [outsider.id],
    })
    expect((await outsider.call('GET', `/conversations/${row!.id}`)).status).toBe(200)
    const list = await outsider.call<ConversationPage>('GET', '/conversations?list=mentions')
    expect(list.json.total).toBe(1)
    // Reading is not holding.
    expect((await outsider.call('POST', `/conversations/${row!.id}/take`, {})).status).toBe(403)
  })
})

describe('a mention', () => {
  it('reaches the colleague at once and is in their list', async () => {
    const desk = await deskWorld()
    const [ann, ben] = [await desk.available(), await desk.agent()]
    const socket = await ben.socket()
    await desk.customer().says('Hello')
    const [row] = await desk.conversations()
    await ann.call('POST', `/conversations/${row!.id}/messages`, {
      kind: 'note',
      body: 'You know this',
      mentions: [ben.id],
    })
    expect(await socket.next('mention')).toMatchObject({ conversationId: row!.id, customer: 'Guest' })
    const list = await ben.call<ConversationPage>('GET', '/conversations?list=mentions')
    expect(list.json.total).toBe(1)
    const wrong = { kind: 'note', body: 'x', mentions: ['nobody'] }
    expect((await ann.call('POST', `/conversations/${row!.id}/messages`, wrong)).status).toBe(400)
  })
})

describe('drafts, tags, search, suggestions', () => {
  it('a draft is kept for its author, and gone when it is sent', async () => {
    const desk = await deskWorld()
    const [ann, ben] = [await desk.available(), await desk.available()]
    await desk.customer().says('Hello')
    const [row] = await desk.conversations()
    const [holder, other] = row!.assignee_id === ann.id ? [ann, ben] : [ben, ann]
    const at = `/conversations/${row!.id}`
    await holder.call('PUT', `${at}/draft`, { kind: 'agent', body: 'I was about' })
    const own = await holder.call<ConversationDetail>('GET', at)
    expect(own.json.draft).toEqual({ kind: 'agent', body: 'I was about' })
    expect((await other.call<ConversationDetail>('GET', at)).json.draft).toBeNull()
    await holder.call('POST', `${at}/messages`, { kind: 'agent', body: 'I was about to say' })
    expect((await holder.call<ConversationDetail>('GET', at)).json.draft).toBeNull()
  })

  it('search finds customers and message text, and only what the agent may see', async () => {
    const desk = await deskWorld({ team: { everyone: false } })
    const boss = await desk.agent({ role: 'supervisor' })
    const outsider = await desk.agent()
    await desk.customer().says('The Zeppelin is late 100%', { name: 'Hedy Lamarr' })
    for (const q of ['zeppelin', 'hedy', '100%']) {
      const found = await boss.call<{ conversations: unknown[]; messages: unknown[] }>(
        'GET',
        `/search?q=${encodeURIComponent(q)}`,
      )
      expect([q, found.json.conversations.length + found.json.messages.length > 0]).toEqual([q, true])
      const hidden = await outsider.call('GET', `/search?q=${encodeURIComponent(q)}`)
      expect(hidden.json).toEqual({ conversations: [], messages: [] })
    }
  })
})

describe('an agent', () => {
  it('sees who is there, with load and reason, and is told when a colleague changes it', async () => {
    const desk = await deskWorld()
    const ann = await desk.available()
    const boss = await desk.agent({ role: 'supervisor' })
    await desk.customer().says('Hello')
    const away = await boss.call<AgentView>('POST', `/agents/${ann.id}/away`, { requeue: false })
    expect(away.json).toMatchObject({ status: 'away', reason: 'forced', by: 'Ada Admin', load: 1 })
    const told = await ann.desktop.next<{ agent: AgentView }>(
      'agent.state',
      ({ agent }) => agent.reason === 'forced',
    )
    expect(told.agent.connected).toBe(true)
    await boss.call('POST', `/agents/${ann.id}/away`, { requeue: true })
    const [row] = await desk.conversations()
    expect(row).toMatchObject({ status: 'queued', assignee_id: null, requeued: 1 })
    expect((await ann.call('POST', `/agents/${boss.id}/away`, { requeue: true })).status).toBe(403)
  })
})

describe('a thread of notes', () => {
  it('does not hide from the customer what comes after it', async () => {
    const desk = await deskWorld()
    const agent = await desk.available()
    const customer = desk.customer()
    await customer.says('Hello')
    const [row] = await desk.conversations()
    const path = `/conversations/${row!.id}/messages`
    for (let n = 0; n < 201; n += 1) await agent.call('POST', path, { kind: 'note', body: `${n}` })
    await agent.call('POST', path, { kind: 'agent', body: 'At last' })
    expect((await customer.messages(2)).map(({ body }) => body)).toContain('At last')
  })
})
