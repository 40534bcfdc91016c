import { describe, expect, it } from 'vitest'
import { addApiChannel, writeInbound } from '../api-channel.ts'
import { deskWorld, newKey } from '../desk.ts'

const malformed = [
  '',
  'short',
  'k'.repeat(81),
  'k'.repeat(8000),
  'with blank in it',
  'käse-käse',
  '../../../etc',
  '["k","k"]',
]

describe('an Idempotency-Key', () => {
  it('that came with something else before is refused, and what was done stays done once', async () => {
    const it = await deskWorld()
    const agent = await it.available()
    const customer = it.customer()
    const key = newKey()
    await customer.says('Hello', {}, key)
    for (const body of ['Other', 'hello', 'Hello '])
      expect(await customer.send('POST', '/messages', { body }, key)).toMatchObject({
        status: 422,
        json: { code: 'idempotency.key_reused' },
      })
    const [row] = await it.conversations()
    const at = `/conversations/${row!.id}`
    const reply = { kind: 'agent', body: 'Yes?' }
    expect((await agent.call('POST', `${at}/messages`, reply, key)).status).toBe(200)
    for (const [path, body] of [
      [`${at}/messages`, { ...reply, body: 'No?' }],
      [`${at}/messages`, { ...reply, kind: 'note' }],
      [`${at}/close`, undefined],
    ] as const)
      expect([path, (await agent.call('POST', path, body, key)).status]).toEqual([path, 422])
    const bodies = (await it.rows('messages')).filter(({ kind }) => kind !== 'system').map(({ body }) => body)
    expect(bodies).toEqual(['Hello', 'Yes?'])
    expect(await it.conversations()).toMatchObject([{ status: 'assigned' }])
  })

  it('of somebody else gives nothing of their answer away', async () => {
    const it = await deskWorld()
    const [cleo, dora] = [it.customer(), it.customer()]
    const key = newKey()
    const first = await cleo.says('Hello', {}, key)
    const second = await dora.says('Hello', {}, key)
    expect(second.message.id).not.toBe(first.message.id)
    expect((await it.conversations()).length).toBe(2)
  })

  it('that is missing, malformed or oversized is refused before anything is written', async () => {
    const it = await deskWorld()
    const agent = await it.available()
    await it.customer().says('Hello')
    const [row] = await it.conversations()
    const apiKey = await addApiChannel(it, { id: 'orders' })
    const before = JSON.stringify([await it.rows('messages'), await it.rows('answers')])
    const refusal = { status: 400, json: { code: 'idempotency.key_missing' } }
    for (const key of malformed) {
      const header = Buffer.from(key).toString('latin1')
      expect(await it.customer().send('POST', '/messages', { body: 'x' }, header)).toMatchObject(refusal)
      const note = { kind: 'note', body: 'x' }
      expect(await agent.call('POST', `/conversations/${row!.id}/messages`, note, header)).toMatchObject(
        refusal,
      )
      const headers = { 'idempotency-key': header }
      expect(await writeInbound(it, '719/orders', apiKey, { headers })).toMatchObject(refusal)
    }
    expect(JSON.stringify([await it.rows('messages'), await it.rows('answers')])).toBe(before)
  })
})
