import type { PeoplePage } from '@koopid/contract'
import { expect, it } from 'vitest'
import { addApiChannel, writeInbound } from '../api-channel.ts'
import { deskWorld } from '../desk.ts'
import { onBothEngines } from '../engines.ts'

/** NUL, which PostgreSQL cannot hold, and half a surrogate pair, which is no text at all. */
const evil = 'Cl\0e\ud83do 😀'
const kept = 'Cle\ufffdo 😀'

onBothEngines((databaseUrl) => {
  async function desk() {
    const it = await deskWorld({ databaseUrl: await databaseUrl() })
    const agent = await it.available({ role: 'administrator' })
    await it.customer().says(evil, { name: evil })
    const [row] = await it.conversations()
    return { it, agent, at: `/conversations/${row!.id}` }
  }

  it('what a person wrote is kept without what no store can hold, and answered as it is kept', async () => {
    const { it, agent, at } = await desk()
    const { call } = agent
    for (const kind of ['note', 'agent'])
      expect((await call('POST', `${at}/messages`, { kind, body: evil })).json).toMatchObject({ body: kept })
    expect((await call('PUT', `${at}/draft`, { kind: 'agent', body: evil })).status).toBe(204)
    const answers = {
      tag: await call('POST', '/tags', { name: evil }),
      team: await call('PATCH', '/teams/support', { name: evil }),
      channel: await call('PATCH', '/channels/web', { name: evil, greeting: evil, offlineMessage: evil }),
      reply: await call('POST', '/canned-replies', { title: evil, shortcut: 'hi', body: evil, team: null }),
      carried: await call('PUT', `${at}/tags`, { tags: [evil] }),
    }
    expect(answers).toMatchObject({
      tag: { status: 200, json: { name: kept } },
      team: { status: 200, json: { name: kept } },
      channel: { status: 200, json: { name: kept, greeting: kept, offlineMessage: kept } },
      reply: { status: 200, json: { title: kept, body: kept } },
      carried: { status: 200, json: { tags: [kept], customer: { name: kept }, last: { text: kept } } },
    })
    const found = await call('GET', `/search?q=${encodeURIComponent('Cl\0e')}`)
    expect(found.json).toMatchObject({ conversations: [{}], messages: [{}, {}, {}] })
    await call('POST', `${at}/transfer`, { to: { team: 'support' }, note: evil })
    const everything = []
    for (const table of [
      'messages',
      'drafts',
      'contacts',
      'tags',
      'teams',
      'channels',
      'canned_replies',
    ] as const)
      everything.push(await it.rows(table))
    expect(JSON.stringify(everything)).not.toMatch(/\\u0000|\\ud83d(?!\\ude00)/)
    expect(everything).toMatchObject([
      expect.arrayContaining([
        expect.objectContaining({ kind: 'customer', body: kept }),
        expect.objectContaining({ event: expect.stringContaining(kept) }),
      ]),
      [{ body: kept }],
      [{ name: kept }],
      [{ name: kept }],
      [{ name: kept }],
      [{ name: kept }],
      [{ title: kept, body: kept }],
    ])
  })

  it('in an id or an address it is refused, with the name of the field', async () => {
    const { it, agent, at } = await desk()
    const { call } = agent
    const apiKey = await addApiChannel(it, { id: 'orders' })
    for (const id of ['a\0b', 'a\ud83db']) {
      const written = (customer: object) => writeInbound(it, '719/orders', apiKey, { customer })
      const answers = {
        'customer.id': await written({ id, name: 'Cleo' }),
        'to.team': await call('POST', `${at}/transfer`, { to: { team: id } }),
        agent: await call('POST', `${at}/assign`, { agent: id }),
        'mentions.0': await call('POST', `${at}/messages`, { kind: 'note', body: 'x', mentions: [id] }),
        'members.0': await call('PATCH', '/teams/support', { members: [id] }),
        team: await call('PATCH', '/channels/web', { team: id }),
        'customer.email': await written({ id: 'c', name: 'Cleo', email: `${id}@shop.example` }),
      }
      for (const [field, answer] of Object.entries(answers))
        expect([field, answer]).toMatchObject([
          field,
          { status: 400, json: { code: 'request.invalid', errors: [{ field }] } },
        ])
    }
    expect(await call('PATCH', '/channels/orders', { webhookUrl: 'https://a.example/\0' })).toMatchObject({
      status: 400,
      json: { errors: [{ field: 'webhookUrl' }] },
    })
    expect(await call('GET', '/conversations/a%00b')).toMatchObject({
      status: 400,
      json: { errors: [{ field: 'id' }] },
    })
    agent.desktop.send('subscribe', { topic: { conversation: 'a\0b' } })
    expect((await agent.desktop.closed).code).toBe(1008)
  })

  it('in a search of the portal it is left out, and refused where a name among programs is asked for', async () => {
    const { agent } = await desk()
    const everybody = await agent.call<PeoplePage>('GET', '/people')
    const wanted = encodeURIComponent(everybody.json.people[0]!.email.replace('@', '\0@\0'))
    const found = await agent.call<PeoplePage>('GET', `/people?search=${wanted}`)
    expect(found.json.people).toEqual([everybody.json.people[0]])
    for (const path of ['/traces', '/audit'])
      expect([path, (await agent.call('GET', `${path}?search=${wanted}`)).status]).toEqual([path, 200])
    const refused = [
      '/people?after=a%00b',
      '/traces?before=a%00b',
      '/traces?code=a%00b',
      '/audit?before=a%00b',
    ]
    for (const path of [...refused, '/traces/a%00b'])
      expect([path, await agent.call('GET', path)]).toMatchObject([
        path,
        {
          status: 400,
          json: { code: 'request.invalid', errors: [{ message: expect.stringContaining('NUL') }] },
        },
      ])
    expect(await agent.call('PATCH', '/people/a%00b', { active: false })).toMatchObject({ status: 400 })
    const signIn = { providerId: 719, email: 'boss\0@globex.com', password: 'x' }
    expect(await agent.call('POST', '/sign-in/password', signIn)).toMatchObject({
      status: 400,
      json: { errors: [{ field: 'email' }] },
    })
  })
})
