import type { Channel } from '@koopid/contract'
import { describe, expect, it } from 'vitest'
import {
  channelMistakes,
  draftOfChannel,
  hostsIn,
  newChannel,
  scriptTag,
  showsInvitation,
  valuesOfChannel,
} from './channel-form.ts'

const web = (part: object = {}) => ({
  ...newChannel('web', 'support'),
  name: ' Web chat ',
  entryTag: 'welcome',
  domains: 'shop.acme.com',
  ...part,
})

describe('the form of a channel', () => {
  it('accepts what is complete', () => {
    expect(channelMistakes(web())).toEqual({})
    expect(channelMistakes({ ...newChannel('api', 'support'), name: 'Orders' })).toEqual({})
  })

  it.each([
    ['name', { name: ' ' }],
    ['entryTag', { entryTag: 'wel come' }],
    ['domains', { domains: ' ' }],
    ['domains', { domains: 'shop.acme.com\n*' }],
    ['domains', { domains: "acme.com;script-src'" }],
    ['colour', { colour: 'red' }],
    ['greeting', { greeting: 'x'.repeat(301) }],
    ['greeting', { greeting: ' ', inviteAfter: '20' }],
    ['inviteAfter', { inviteAfter: '2' }],
    ['inviteAfter', { inviteAfter: '601' }],
    ['inviteAfter', { inviteAfter: '3.5' }],
    ['inviteAfter', { inviteAfter: '-20' }],
    ['inviteAfter', { inviteAfter: '1e2' }],
    ['inviteAfter', { inviteAfter: 'soon' }],
  ])('names %s when it is wrong (%#)', (field, part) => {
    expect(Object.keys(channelMistakes(web(part)))).toEqual([field])
  })

  it('takes the host from a whole address, for each line', () => {
    expect(hostsIn('https://Shop.Acme.com/cart?x=1\n*.acme.com, localhost:3002')).toEqual([
      'shop.acme.com',
      '*.acme.com',
      'localhost:3002',
    ])
  })

  it.each([
    ['', null],
    [' ', null],
    [' 20 ', 20],
    ['3', 3],
    ['600', 600],
  ])('takes “%s” for seconds to an invitation', (inviteAfter, sent) => {
    const values = web({ inviteAfter })
    expect([channelMistakes(values), draftOfChannel(values).inviteAfter]).toEqual([{}, sent])
    const channel = { ...draftOfChannel(values), inviteAfter: sent } as Channel
    expect(valuesOfChannel(channel).inviteAfter).toBe(sent === null ? '' : String(sent))
    expect(showsInvitation(values)).toBe(sent !== null)
    expect(draftOfChannel({ ...values, kind: 'api' }).inviteAfter).toBeNull()
  })

  it('sends nothing that belongs to the other kind', () => {
    expect(draftOfChannel(web({ webhookUrl: 'https://acme.com' }))).toMatchObject({
      name: 'Web chat',
      entryTag: 'welcome',
      webhookUrl: null,
    })
    expect(draftOfChannel({ ...web(), kind: 'api', webhookUrl: ' ' })).toMatchObject({
      entryTag: null,
      allowedDomains: [],
      webhookUrl: null,
    })
  })

  it('gives a script tag that the launcher understands', () => {
    expect(scriptTag('https://app.koopid.ai', 719, 'welcome')).toBe(
      '<script async src="https://app.koopid.ai/widget/koopid.js" data-provider="719" data-entry-tag="welcome"></script>',
    )
  })
})
