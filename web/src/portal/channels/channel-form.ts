import type { Channel, ChannelDraft } from '@koopid/contract'
import { channels } from '../../phrases/portal-channels.ts'
import { isWhole } from '../teams/team-form.ts'

export type ChannelValues = {
  kind: 'web' | 'api'
  name: string
  team: string
  active: boolean
  entryTag: string
  /** One host in each line. */
  domains: string
  greet: 'guest' | 'form'
  greeting: string
  offlineMessage: string
  colour: string
  /** Seconds as typed; empty is never. */
  inviteAfter: string
  webhookUrl: string
}
export type ChannelMistakes = Partial<Record<keyof ChannelValues, string>>

const host = /^(\*\.)?([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?$/
const { wrong } = channels.form

export const newChannel = (kind: 'web' | 'api', team: string): ChannelValues => ({
  kind,
  name: '',
  team,
  active: true,
  entryTag: '',
  domains: '',
  greet: 'guest',
  greeting: kind === 'web' ? 'Hello! How can we help?' : '',
  offlineMessage:
    kind === 'web' ? 'Nobody is here right now. Leave us a message, and we get back to you by e-mail.' : '',
  colour: '#0c7a72',
  inviteAfter: '',
  webhookUrl: '',
})

export const valuesOfChannel = ({
  entryTag,
  allowedDomains,
  inviteAfter,
  webhookUrl,
  ...rest
}: Channel): ChannelValues => ({
  ...rest,
  entryTag: entryTag ?? '',
  domains: allowedDomains.join('\n'),
  inviteAfter: inviteAfter === null ? '' : String(inviteAfter),
  webhookUrl: webhookUrl ?? '',
})

/** Addresses are often pasted whole: only their host counts. */
export const hostsIn = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map((line) =>
      line
        .toLowerCase()
        .replace(/^https?:\/\//, '')
        .replace(/\/.*$/, ''),
    )
    .filter(Boolean)

export function channelMistakes(values: ChannelValues): ChannelMistakes {
  const name = values.name.trim()
  return {
    ...(name && name.length <= 60 ? {} : { name: wrong.name }),
    ...(values.team ? {} : { team: wrong.team }),
    ...(values.kind === 'web' ? webMistakes(values) : apiMistakes(values)),
  }
}

function webMistakes({
  entryTag,
  domains,
  colour,
  greeting,
  inviteAfter,
  offlineMessage,
}: ChannelValues): ChannelMistakes {
  const domainMistake = domainsMistake(hostsIn(domains))
  return {
    ...(/^[A-Za-z0-9_-]{1,60}$/.test(entryTag.trim()) ? {} : { entryTag: wrong.entryTag }),
    ...(domainMistake ? { domains: domainMistake } : {}),
    ...(/^#[0-9a-f]{6}$/i.test(colour.trim()) ? {} : { colour: wrong.colour }),
    ...greetingMistake(greeting, invites(inviteAfter)),
    ...(!invites(inviteAfter) || isWhole(inviteAfter, 3, 600) ? {} : { inviteAfter: wrong.inviteAfter }),
    ...(offlineMessage.length <= 300 ? {} : { offlineMessage: wrong.tooLong }),
  }
}

const invites = (inviteAfter: string): boolean => inviteAfter.trim() !== ''

function greetingMistake(greeting: string, invites: boolean): ChannelMistakes {
  if (greeting.length > 300) return { greeting: wrong.tooLong }
  return invites && !greeting.trim() ? { greeting: wrong.greetingMissing } : {}
}

/** Whether an invitation is going to be shown, once what is typed is saved. */
export const showsInvitation = ({ greeting, inviteAfter }: ChannelValues): boolean =>
  greeting.trim() !== '' && isWhole(inviteAfter, 3, 600)

function domainsMistake(hosts: string[]): string | undefined {
  if (hosts.length === 0) return wrong.domainsEmpty
  if (hosts.length > 50) return wrong.domainsMany
  const bad = hosts.find((one) => !host.test(one))
  return bad === undefined ? undefined : wrong.domain(bad)
}

function apiMistakes({ webhookUrl }: ChannelValues): ChannelMistakes {
  const url = webhookUrl.trim()
  return !url || (/^https?:\/\//i.test(url) && URL.canParse(url) && url.length <= 500)
    ? {}
    : { webhookUrl: wrong.webhookUrl }
}

/** What belongs to the other kind is left empty: the server refuses it. */
export function draftOfChannel(values: ChannelValues): ChannelDraft {
  const web = values.kind === 'web'
  return {
    kind: values.kind,
    name: values.name.trim(),
    team: values.team,
    active: values.active,
    entryTag: web ? values.entryTag.trim() : null,
    allowedDomains: web ? hostsIn(values.domains) : [],
    greet: values.greet,
    greeting: values.greeting.trim(),
    offlineMessage: values.offlineMessage.trim(),
    colour: values.colour.trim().toLowerCase(),
    inviteAfter: web && invites(values.inviteAfter) ? Number(values.inviteAfter) : null,
    webhookUrl: web ? null : values.webhookUrl.trim() || null,
  }
}

export const scriptTag = (origin: string, provider: number, entryTag: string): string =>
  `<script async src="${origin}/widget/koopid.js" data-provider="${provider}" data-entry-tag="${entryTag}"></script>`

export const curlExample = (origin: string, provider: number, channel: string): string =>
  [
    `curl ${origin}/api/v1/inbound/${provider}/${channel}/messages \\`,
    `  -H 'Authorization: Bearer API_KEY' \\`,
    `  -H 'Idempotency-Key: order-4711-question-1' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"customer":{"id":"4711","name":"Ann Lee"},"body":"Where is my parcel?"}'`,
  ].join('\n')

export type FieldsProps = {
  values: ChannelValues
  mistakes: ChannelMistakes
  change: (part: Partial<ChannelValues>) => void
}
