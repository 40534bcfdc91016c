import type { AuditEvent } from '@koopid/contract'
import { screen, within } from '@testing-library/react'
import { Suspense, useState } from 'react'
import { describe, expect, it } from 'vitest'
import type { AuditFilter } from '../../api/portal-records.ts'
import { factValue, inWords } from '../../phrases/portal-audit.ts'
import { fakeServer, problem } from '../../testing/fake-server.ts'
import { renderScreen } from '../../testing/render.tsx'
import { AuditLog } from './audit-page.tsx'

const event = (id: string, part: Partial<AuditEvent> = {}): AuditEvent => ({
  id,
  at: '2026-01-01T00:00:00Z',
  kind: 'team.created',
  actor: { id: 'ada', name: 'Ada Admin' },
  subject: { id: 'sales', name: null },
  facts: [],
  ...part,
})

function open(routes: Record<string, unknown>) {
  const calls = fakeServer({
    'GET /api/v1/session': { user: { role: 'administrator' }, provider: { name: 'Globex' } },
    'GET /api/v1/brand': { name: 'Koopid AI' },
    ...routes,
  })
  const Screen = () => {
    const [filter, setFilter] = useState<AuditFilter>({})
    const change = (part: AuditFilter) => setFilter((before) => ({ ...before, ...part }))
    return <AuditLog filter={filter} onChange={change} />
  }
  const view = renderScreen(
    <Suspense>
      <Screen />
    </Suspense>,
  )
  return { ...view, calls }
}

describe('the audit log', () => {
  it('names people, says who else acts, and shortens ids of nobody', async () => {
    const session = '0b6f3c1e-8a55-4c1c-9a0e-6b6f3c1e8a55'
    open({
      'GET /api/v1/audit': {
        events: [
          event('1', { facts: [{ name: 'disconnectGrace', value: 60 }] }),
          event('2', { kind: 'session.started', subject: { id: session, name: null } }),
          event('3', { kind: 'person.created', actor: { id: 'okta', name: null }, subject: null }),
        ],
        next: null,
      },
    })
    const rows = within(await screen.findByRole('table', { name: 'Audit log' })).getAllByRole('row')
    const cells = rows.slice(1).map((row) => [...row.children].slice(0, 4).map((cell) => cell.textContent))
    expect(cells).toEqual([
      ['Team created', 'Ada Admin', 'sales', 'Disconnect grace60'],
      ['Session started', 'Ada Admin', '0b6f3c1e…', '–'],
      ['Person created', 'Okta', '–', '–'],
    ])
    expect(screen.getByTitle(session)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
  })

  it('goes on where the last page ended', async () => {
    const { user } = open({
      'GET /api/v1/audit': { events: [event('2', { kind: 'tag.created' })], next: '2' },
      'GET /api/v1/audit?before=2': { events: [event('1', { kind: 'tag.deleted' })], next: null },
    })
    await user.click(await screen.findByRole('button', { name: 'Load more' }))
    expect(await screen.findByText('Tag deleted')).toBeTruthy()
    expect(screen.getByText('Tag created')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
  })

  it('asks for a group and a text, and leads back from nothing', async () => {
    const { user } = open({
      'GET /api/v1/audit': { events: [event('1')], next: null },
      'GET /api/v1/audit?group=sessions': { events: [event('2', { kind: 'session.ended' })], next: null },
      'GET /api/v1/audit?group=sessions&search=nobody': { events: [], next: null },
    })
    await user.selectOptions(await screen.findByLabelText('What'), 'Sign-ins and sessions')
    expect(await screen.findByText('Session ended')).toBeTruthy()
    await user.type(screen.getByLabelText('Person or id'), 'nobody')
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }))
    expect(await screen.findByText('Team created')).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('Person or id').value).toBe('')
  })

  it('says that nothing has happened, that it is not allowed, or what failed', async () => {
    open({ 'GET /api/v1/audit': { events: [], next: null } })
    expect(await screen.findByText('Nothing has happened yet')).toBeTruthy()
    open({ 'GET /api/v1/audit': problem(403, 'session.forbidden') })
    expect(await screen.findByText('Not allowed')).toBeTruthy()
    const answers = [problem(500, 'internal'), { events: [event('1')], next: null }]
    const { user } = open({ 'GET /api/v1/audit': () => answers.shift() })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Team created')).toBeTruthy()
  })
})

it.each([
  ['canned_reply.created', 'Canned reply created'],
  ['connection.draft_saved', 'Connection draft saved'],
  ['disconnectGrace', 'Disconnect grace'],
  ['webhookUrl', 'Webhook url'],
  ['agent', 'Agent'],
])('%s reads %s', (name, words) => expect(inWords(name)).toBe(words))

it.each([
  [true, 'yes'],
  [false, 'no'],
  [null, 'none'],
  ['', 'none'],
  [0, '0'],
])('%s is shown as %s', (value, shown) => expect(factValue(value)).toBe(shown))
