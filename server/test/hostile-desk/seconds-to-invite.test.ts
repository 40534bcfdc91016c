import { expect, it } from 'vitest'
import { TestBrowser } from '../browser.ts'
import { deskWorld } from '../desk.ts'
import { onBothEngines } from '../engines.ts'

const wrong = ['0', '2', '601', '-20', '3.5', '2147483648', '1e400', '"20"', '"<b>"', 'true', '[20]', '{}']

onBothEngines((databaseUrl) => {
  it('a channel that invites after anything but 3 to 600 whole seconds is refused, and stays as it was', async () => {
    const it = await deskWorld({ databaseUrl: await databaseUrl() })
    const { browser, call } = await it.available({ role: 'designer' })
    const change = (json: string) =>
      browser.api(`${it.portal()}/api/v1/channels/web`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: `{"name":"Changed","inviteAfter":${json}}`,
      })
    const seen = async () =>
      (await new TestBrowser().api(`${it.portal()}/widget/v1/719/welcome/channel`)).json()
    expect(await seen()).toMatchObject({ inviteAfter: null })
    expect((await call('PATCH', '/channels/web', { name: 'Shop', inviteAfter: 20 })).status).toBe(200)
    for (const value of wrong) {
      const answer = await change(value)
      expect([value, answer.status, answer.json().code]).toEqual([value, 400, 'request.invalid'])
      expect(answer.json().errors).toMatchObject([{ field: 'inviteAfter' }])
    }
    expect(await seen()).toMatchObject({ name: 'Shop', inviteAfter: 20 })
    for (const value of [3, 600, null]) {
      expect((await change(String(value))).status).toBe(200)
      expect(await seen()).toMatchObject({ inviteAfter: value })
    }
  })
})
