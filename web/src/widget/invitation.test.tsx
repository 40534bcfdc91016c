import type { WidgetChannel } from '@koopid/contract'
import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type WidgetApi, WidgetFailure } from '../api/widget.ts'
import type { Happened, ToHost } from '../launcher/messages.ts'
import { createChat } from './chat.ts'
import { invitationsIn } from './invitation.ts'
import { type Kept, memoryStorage } from './kept.ts'
import { afterVisible } from './visible-time.ts'
import { Widget } from './widget.tsx'

const channel: WidgetChannel = {
  brand: 'Koopid AI',
  provider: 'Globex',
  name: 'Web chat',
  greet: 'guest',
  greeting: 'Hello! <b>Ask us</b>',
  offlineMessage: 'Gone',
  colour: '#0c7a72',
  inviteAfter: 20,
  online: true,
}
const invited = [{ koopid: 'invite', greeting: 'Hello! <b>Ask us</b>' }]
const day = 86_400_000

let kept: Kept
beforeEach(() => {
  kept = memoryStorage()
  vi.useFakeTimers()
})
afterEach(() => {
  looked(true)
  vi.useRealTimers()
})

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))
function looked(at: boolean) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(at ? 'visible' : 'hidden')
  document.dispatchEvent(new Event('visibilitychange'))
}

/** A page with the chat on it, as the launcher sees it. */
async function page(first: Partial<WidgetChannel> = {}, then: Partial<WidgetChannel> | WidgetFailure = {}) {
  let [asked, hears] = [0, (_message: Happened) => {}]
  const told: ToHost[] = []
  const api = {
    realtimePath: '/',
    channel: async () => {
      asked += 1
      if (asked > 1 && then instanceof WidgetFailure) throw then
      return { ...channel, ...first, ...(asked > 1 && then) }
    },
  } as unknown as WidgetApi
  const live = () => ({ typing: () => {}, close: () => {} })
  const connect = (listener: typeof hears) => {
    hears = listener
    return { embedded: true, tell: (message: ToHost) => told.push(message), stop: () => {} }
  }
  const { unmount } = render(
    <Widget
      chat={createChat({ api, kept, scope: '719:welcome', live })}
      invitations={invitationsIn(kept, '719:welcome')}
      connect={connect as never}
    />,
  )
  await pass(0)
  return {
    hear: (koopid: Happened['koopid']) => act(async () => hears({ koopid })),
    invitations: () => told.filter(({ koopid }) => koopid === 'invite'),
    asked: () => asked,
    leave: unmount,
  }
}

describe('an invitation', () => {
  it('comes after so many seconds, with the greeting, and asks only then whether somebody is there', async () => {
    const { invitations, asked } = await page()
    await pass(19.9)
    expect([invitations(), asked()]).toEqual([[], 1])
    await pass(0.1)
    expect([invitations(), asked()]).toEqual([invited, 2])
    await pass(600)
    expect([invitations(), asked()]).toEqual([invited, 2])
  })

  it.each<[string, Partial<WidgetChannel>, (Partial<WidgetChannel> | WidgetFailure)?]>([
    ['where it is off', { inviteAfter: null }],
    ['while nobody is there', { online: true }, { online: false }],
    ['without a greeting', { greeting: ' ' }],
    ['when it was turned off meanwhile', {}, { inviteAfter: null }],
    ['when the channel was switched off meanwhile', {}, new WidgetFailure(404, 'widget.channel_unknown')],
  ])('does not come %s', async (_name, first, then) => {
    const { invitations } = await page(first, then)
    await pass(600)
    expect(invitations()).toEqual([])
  })

  it('comes when the first to be there came meanwhile, with the greeting of now', async () => {
    const { invitations } = await page({ online: false, greeting: 'Old' }, { online: true, greeting: 'New' })
    await pass(20)
    expect(invitations()).toEqual([{ koopid: 'invite', greeting: 'New' }])
  })

  it('does not come to who has written, though in another tab, and asks nothing', async () => {
    const { invitations, asked } = await page()
    kept.setItem('koopid-token:719:welcome', 'a'.repeat(43))
    await pass(600)
    expect([invitations(), asked()]).toEqual([[], 1])
  })

  it.each(['while the chat is open', 'nor on the next page'])('does not come %s', async (when) => {
    const first = await page()
    await first.hear('open')
    if (when === 'nor on the next page') {
      await first.hear('closed')
      first.leave()
    }
    const { invitations } = when === 'nor on the next page' ? await page() : first
    await pass(600)
    expect(invitations()).toEqual([])
  })

  it('does not come while the chat that was opened during the question is open', async () => {
    const { invitations, hear } = await page()
    await pass(19.9)
    vi.advanceTimersByTime(100)
    await hear('open')
    await pass(1)
    expect(invitations()).toEqual([])
  })

  it('does not come again for thirty days once it was closed, unless the greeting is another', async () => {
    const first = await page()
    await pass(20)
    await first.hear('dismissed')
    first.leave()
    for (const [later, change, times] of [
      [29 * day, {}, 0],
      [0, { greeting: 'A new one' }, 1],
      [day, {}, 1],
    ] as const) {
      vi.setSystemTime(Date.now() + later)
      const { invitations, asked, leave } = await page(change)
      await pass(20)
      expect([later, change, invitations().length, asked()]).toEqual([later, change, times, times + 1])
      leave()
    }
  })

  it('comes again to who did not answer it, and to whose storage holds nonsense', async () => {
    const first = await page()
    await pass(20)
    first.leave()
    kept.setItem('koopid-invitation:719:welcome', '{')
    const { invitations } = await page()
    await pass(20)
    expect(invitations()).toEqual(invited)
  })
})

describe('time on a page', () => {
  it('is the time that its tab was looked at', async () => {
    const act = vi.fn()
    looked(false)
    afterVisible(20_000, act)
    await pass(60)
    looked(true)
    await pass(15)
    looked(false)
    await pass(60)
    looked(true)
    await pass(4.9)
    expect(act).not.toHaveBeenCalled()
    await pass(0.1)
    expect(act).toHaveBeenCalledOnce()
  })

  it('ends with the page', async () => {
    const act = vi.fn()
    afterVisible(20_000, act)()
    looked(false)
    looked(true)
    await pass(60)
    expect(act).not.toHaveBeenCalled()
  })
})
