/** A morning at a desk: customers who wait, talk and left, of different ages, with what makes a screen break. */
import { createServer } from 'node:http'
import { DatabaseSync } from 'node:sqlite'
import type { Channel, ChannelKey, Statusboard } from '@koopid/contract'
import type { Page } from 'playwright-core'
import { callAs, type DeskWorld } from './desk-world.ts'
import { ask } from './programs.ts'

type Says = { id: string; name: string; email?: string; texts: string[] }

const mine: Says[] = [
  {
    id: '4711',
    name: 'Anders Åkesson',
    email: 'anders.akesson@example.se',
    texts: [
      'Hello, my parcel was due on Friday. Where is it?',
      'The tracking page says “in transit” since then: https://track.example.com/parcels/00340434161094042557?country=SE&language=en',
    ],
  },
  {
    id: '4712',
    name: 'Maximiliane von Hohenstein-Ballermann zu Altenburg und Weißenfels',
    email: 'maximiliane.von.hohenstein-ballermann@kundenservice.long-company-name.example.com',
    texts: [
      'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft steht nicht auf der Rechnung.',
      'Können Sie das bitte korrigieren? Die Bestellung ist von gestern, und der Betrag stimmt.',
    ],
  },
  {
    id: '4713',
    name: 'ليلى حداد',
    email: 'layla@example.com',
    texts: [
      'مرحبا، هل يمكنني تغيير عنوان التسليم للطلب رقم 4713؟',
      'العنوان الجديد: 12 Rue de la Paix، باريس',
    ],
  },
]
const waiting: Says[] = [
  { id: '4721', name: 'Priya Raman', texts: ['The discount code SUMMER does not work at the checkout.'] },
  { id: '4722', name: 'Tom Okafor', email: 'tom@example.com', texts: ['Do you deliver to Norway?'] },
  { id: '4723', name: 'Jo', texts: ['hi'] },
]
const others: Says[] = [
  { id: '4731', name: 'Beatriz Nunes', texts: ['I was charged twice for the same order.'] },
]
const gone: Says[] = [
  { id: '4741', name: 'Samuel Lund', texts: ['How long is the guarantee for a lamp?'] },
  { id: '4742', name: 'Ingrid Bauer', texts: ['Thank you, it has arrived!'] },
]

export type Morning = Awaited<ReturnType<typeof fillDesk>>

/** @param database of the world; conversations are made older in it, which nothing else can do */
export async function fillDesk(desk: DeskWorld, boss: Page, gia: Page, hal: Page, database: string) {
  await setUp(boss)
  const hook = await receiver()
  const { api, key } = await apiChannel(boss, hook.url)
  const write = async ({ id, name, email, texts }: Says): Promise<string> => {
    let conversation = ''
    for (const body of texts) {
      const answer = await ask(`${desk.portal('app')}/api/v1/inbound/719/${api}/messages`, {
        method: 'POST',
        json: { customer: { id, name, ...(email && { email }) }, body },
        headers: { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID() },
      })
      if (answer.status !== 200) throw new Error(answer.text)
      conversation = JSON.parse(answer.text).conversationId
    }
    return conversation
  }
  const say = (page: Page, id: string, body: object) =>
    callAs(page, 'POST', `/conversations/${id}/messages`, body)
  const take = (page: Page, id: string) => callAs(page, 'POST', `/conversations/${id}/take`, {})

  const [anders, maximiliane, layla] = [await write(mine[0]!), await write(mine[1]!), await write(mine[2]!)]
  for (const id of [anders, maximiliane, layla]) await take(gia, id)
  await say(gia, anders, { kind: 'agent', body: 'Good morning Anders, I am sorry. I ask the carrier.' })
  await say(gia, anders, { kind: 'note', body: 'The carrier has no scan since Friday. Probably lost.' })
  await callAs(gia, 'PUT', `/conversations/${anders}/tags`, { tags: ['delivery', 'complaint'] })
  await callAs(gia, 'POST', `/conversations/${anders}/requeue`)
  await take(gia, anders)
  await say(gia, anders, {
    kind: 'agent',
    body: 'The carrier looks for it. I send a new one today, at no cost.',
  })
  await write({ ...mine[0]!, texts: ['That is kind, thank you!'] })

  const beatriz = await write(others[0]!)
  await take(hal, beatriz)
  const { agents } = await callAs<Statusboard>(boss, 'GET', '/statusboard')
  const giaId = agents.find(({ name }) => name === 'Gia Green')!.id
  await say(hal, beatriz, { kind: 'note', body: '@Gia Green do you know this customer?', mentions: [giaId] })

  const [priya, tom, jo] = [await write(waiting[0]!), await write(waiting[1]!), await write(waiting[2]!)]
  await take(hal, priya)
  await callAs(hal, 'POST', `/conversations/${priya}/requeue`)
  const [samuel, ingrid] = [await write(gone[0]!), await write(gone[1]!)]
  for (const id of [samuel, ingrid]) {
    await take(gia, id)
    await say(gia, id, { kind: 'agent', body: 'You are welcome. Have a good day!' })
    await callAs(gia, 'POST', `/conversations/${id}/close`)
  }
  const minutes = { anders, maximiliane, layla, beatriz, priya, tom, jo, samuel, ingrid }
  grow(database, minutes)
  return { ...minutes, api, stop: hook.stop }
}

const ages: Record<string, number> = {
  anders: 26 * 60,
  maximiliane: 47,
  layla: 6,
  beatriz: 12,
  priya: 64,
  tom: 3,
  samuel: 2 * 24 * 60,
  ingrid: 95,
}

/** Everything that is known of each moves back in time by its age. */
function grow(database: string, ids: Record<string, string>): void {
  const file = new DatabaseSync(database, { timeout: 5000 })
  const columns = [
    'last_at',
    'waiting_since',
    'queued_at',
    'created_at',
    'assigned_at',
    'first_answer_at',
    'closed_at',
  ]
  const earlier = columns.map((column) => `${column} = ${column} - :age`).join(', ')
  for (const [name, minutes] of Object.entries(ages)) {
    const of = { id: ids[name]!, age: minutes * 60_000 }
    file.prepare(`update conversations set ${earlier} where id = :id`).run(of)
    file.prepare('update messages set at = at - :age where conversation_id = :id').run(of)
    file.prepare('update message_texts set at = at - :age where conversation_id = :id').run(of)
    file.prepare('update assignments set at = at - :age where conversation_id = :id').run(of)
  }
  file.close()
}

async function setUp(boss: Page): Promise<void> {
  const rules = { everyone: true, members: [], routing: 'manual', limit: 8, unanswered: 3600 }
  await callAs(boss, 'PATCH', '/teams/support', { name: 'Support', ...rules })
  await callAs(boss, 'POST', '/teams', { name: 'Returns and repairs', ...rules, everyone: false })
  const settings = { disconnectGrace: 600, idle: 14_400, alertSound: false }
  await callAs(boss, 'PUT', '/desk-settings', settings)
  const { channels } = await callAs<{ channels: Channel[] }>(boss, 'GET', '/channels')
  const greeting = 'Hello! Ask us anything about your order, a delivery or a return.'
  await callAs(boss, 'PATCH', `/channels/${channels[0]!.id}`, { greet: 'form', greeting })
  const replies = [
    [
      'Parcel on its way',
      'parcel',
      'Hello {{customer}}, your parcel arrives tomorrow.\nBest regards, {{agent}}',
    ],
    [
      'Return label',
      'return',
      'You find the label in the parcel. Put it over the old one and bring it to any shop.',
    ],
    ['Guarantee', 'guarantee', 'Our lamps have a guarantee of five years.'],
  ]
  for (const [title, shortcut, body] of replies)
    await callAs(boss, 'POST', '/canned-replies', { title, shortcut, body, team: null })
  for (const name of ['delivery', 'complaint', 'billing', 'شكوى'])
    await callAs(boss, 'POST', '/tags', { name })
}

/** Somebody's own software that takes a while to answer well. */
async function receiver() {
  let seen = 0
  const server = createServer((request, answer) => {
    request.resume()
    seen += 1
    answer.writeHead(seen % 5 === 0 ? 500 : 204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { url: `http://localhost:${port}/koopid/events`, stop: () => server.close() }
}

async function apiChannel(boss: Page, webhookUrl: string): Promise<{ api: string; key: string }> {
  const { channels } = await callAs<{ channels: Channel[] }>(boss, 'GET', '/channels')
  const { id: _id, hasKey: _hasKey, pending: _pending, lastError: _lastError, ...web } = channels[0]!
  const draft = { ...web, kind: 'api', name: 'Order system', entryTag: null, allowedDomains: [], webhookUrl }
  const { id } = await callAs<Channel>(boss, 'POST', '/channels', draft)
  const { apiKey } = await callAs<ChannelKey>(boss, 'POST', `/channels/${id}/key`)
  return { api: id, key: apiKey }
}
