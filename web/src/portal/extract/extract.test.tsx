import type { Role, SessionView } from '@koopid/contract'
import { fireEvent, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { describe, expect, it } from 'vitest'
import { fakeServer } from '../../testing/fake-server.ts'
import { renderScreen } from '../../testing/render.tsx'
import { ExtractPage } from './extract-page.tsx'
import { lastDays, mistakeIn } from './extract-range.ts'

async function open(role: Role) {
  fakeServer({
    'GET /api/v1/session': { user: { role }, provider: { name: 'Globex' } } as SessionView,
    'GET /api/v1/brand': { name: 'Koopid AI' },
  })
  renderScreen(
    <Suspense>
      <ExtractPage />
    </Suspense>,
  )
  await screen.findByRole('heading', { name: 'Extract' })
}

const change = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const link = (name: string) => screen.queryByRole<HTMLAnchorElement>('link', { name })

describe('the extract page', () => {
  it('links to a file of the days that are chosen', async () => {
    await open('administrator')
    const { from, to } = lastDays(30)
    for (const [name, file] of [
      ['Download Conversations', 'conversations'],
      ['Download Audit log', 'audit'],
    ] as const) {
      const { pathname, searchParams } = new URL(link(name)!.href)
      expect([pathname, searchParams.get('from'), searchParams.get('to')]).toEqual([
        `/api/v1/extract/${file}.csv`,
        from,
        to,
      ])
      expect(searchParams.get('zone')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
    }
    change('First day', '2026-01-01')
    change('Last day', '2026-01-31')
    expect(link('Download Conversations')!.search).toMatch(/^\?from=2026-01-01&to=2026-01-31&/)
  })

  it('offers no file while the days are wrong, and says why', async () => {
    await open('administrator')
    change('Last day', '2020-01-01')
    expect(screen.getByText('The last day is before the first.')).toBeTruthy()
    expect(link('Download Conversations')).toBeNull()
    const button = screen.getByRole('button', { name: 'Download Conversations' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(button.getAttribute('aria-describedby')!)!.textContent).toBe(
      'Correct the days above first.',
    )
  })

  it('offers the audit log only to who may see it', async () => {
    await open('supervisor')
    expect(link('Download Conversations')).toBeTruthy()
    expect(link('Download Audit log')).toBeNull()
  })
})

describe('the days of an extract', () => {
  it('are the last thirty, today included', () => {
    expect(lastDays(30, new Date(2026, 2, 1, 0, 30))).toEqual({ from: '2026-01-31', to: '2026-03-01' })
    expect(lastDays(1, new Date(2026, 11, 31, 23, 59))).toEqual({ from: '2026-12-31', to: '2026-12-31' })
  })

  it.each([
    ['2026-01-01', '2026-01-01', undefined],
    ['2024-01-01', '2024-12-31', undefined],
    ['2025-11-24', '2026-11-25', 'to'],
    ['2026-01-02', '2026-01-01', 'to'],
    ['', '2026-01-01', 'from'],
    ['2026-01-01', '', 'to'],
  ])('from %s to %s: %s is to be corrected', (from, to, field) => {
    expect(mistakeIn({ from, to })?.field).toBe(field)
  })
})
