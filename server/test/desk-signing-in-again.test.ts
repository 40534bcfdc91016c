/** An agent whose session is about to end signs in again in the same browser: nobody else gets what they hold. */
import { describe, expect, it } from 'vitest'
import { type Desk, deskWorld } from './desk.ts'
import { onBothEngines } from './engines.ts'
import { password } from './harness.ts'

type Agent = Awaited<ReturnType<Desk['available']>>

onBothEngines((databaseUrl) => {
  /** Two available agents, one of whom holds a conversation. */
  async function oneHeld() {
    const it = await deskWorld({ databaseUrl: await databaseUrl() })
    const holder = await it.available()
    await it.customer().says('Hello')
    await it.available()
    return { it, holder, kept: () => isKept(it, holder.id) }
  }
  const isKept = async (it: Desk, id: string) => {
    const [row] = await it.conversations()
    return row!.status === 'assigned' && row!.assignee_id === id && row!.requeued === 0
  }
  const signInAgain = (it: Desk, { browser, email }: Pick<Agent, 'browser' | 'email'>) =>
    browser.api(`${it.portal()}/api/v1/sign-in/password`, {
      method: 'POST',
      body: { providerId: 719, email, password },
    })

  describe('the conversation stays', () => {
    it('with a local person, whose old desktop closes and whose new one works', async () => {
      const { it, holder, kept } = await oneHeld()
      expect((await signInAgain(it, holder)).status).toBe(200)
      expect(await holder.desktop.closed).toEqual({ code: 4401, reason: 'replaced' })
      expect(await kept()).toBe(true)
      await holder.socket()
      expect(await kept()).toBe(true)
      const ended = (await it.rows('sessions')).filter((row) => row.person_id === holder.id)
      expect(ended.map((row) => row.end_reason).sort()).toEqual([null, 'replaced'])
    })

    it('with a person from Okta, by the link that the desktop has for it', async () => {
      const it = await deskWorld({ databaseUrl: await databaseUrl(), team: { routing: 'manual' } })
      const browser = it.browserAt('gia.agent@globex.com')
      await it.signIn(browser)
      const me = (await it.session(browser)).json() as { user: { id: string } }
      await it.customer().says('Hello')
      const [row] = await it.conversations()
      expect((await it.call(browser)('POST', `/conversations/${row!.id}/take`, {})).status).toBe(200)

      const target = encodeURIComponent(`/agent/c/${row!.id}`)
      const answer = await it.signIn(browser, `provider=719&alertsound=true&target_link_uri=${target}`)

      expect(answer.location).toBe(`${it.portal()}/agent/c/${row!.id}`)
      expect(await isKept(it, me.user.id)).toBe(true)
      expect((await it.session(browser)).json()).toMatchObject({
        user: me.user,
        launch: { alertSound: true },
      })
    })
  })

  it('the conversation goes when somebody else signs in there', async () => {
    const { it, holder, kept } = await oneHeld()
    const { email } = await it.agent()
    expect((await signInAgain(it, { browser: holder.browser, email })).status).toBe(200)
    expect(await kept()).toBe(false)
  })
})
