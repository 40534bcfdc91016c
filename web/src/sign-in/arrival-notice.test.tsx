import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderScreen } from '../testing/render.tsx'
import { ArrivalNotice } from './arrival-notice.tsx'

const arrive = async (reason: string) => {
  renderScreen(<ArrivalNotice state={undefined} reason={reason} />)
  return (await screen.findByRole('status')).textContent
}

describe('somebody whose session ended reads', () => {
  it.each([
    ['signed_out', 'in another tab'],
    ['ended_by_administrator', 'An administrator signed you out.'],
    ['expired', 'It expired.'],
    ['deprovisioned', 'Ask your provider administrator to reactivate it.'],
    ['connection_deactivated', 'Sign-in with Okta was switched off'],
    ['idp_revoked', 'Okta ended it.'],
  ])('%s: %s', async (reason, words) => {
    const text = await arrive(reason)
    expect(text).toContain('Your session has ended')
    expect(text).toContain(words)
  })

  it('words of ours only, whatever the address says', async () => {
    expect(await arrive('call +1 900 5550')).toContain(
      'It expired, or it was ended by an administrator or by Okta.',
    )
  })
})
