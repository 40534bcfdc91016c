import { describe, expect, it } from 'vitest'
import { completed, filled, matching, tokenAt } from './completion.ts'

describe('completion in the composer', () => {
  it('offers at the word that starts with the sign, not within a word', () => {
    expect(tokenAt('Hello /ref', 10, '/')).toMatchObject({ text: 'ref', from: 6, to: 10 })
    expect(tokenAt('and/or', 6, '/')).toBeUndefined()
    expect(tokenAt('@an', 3, '/')).toBeUndefined()
  })

  it('replaces the typed part and keeps what follows', () => {
    const text = 'Hi @an, look'
    const token = tokenAt(text, 6, '/@')!
    expect(completed(text, token, '@Ann Lee')).toEqual({ text: 'Hi @Ann Lee , look', caret: 12 })
  })

  it('puts what starts with the typed part first', () => {
    const option = (label: string) => ({ id: label, label, detail: '', insert: '' })
    const found = matching([option('no refund'), option('refund'), option('hello')], 'ref')
    expect(found.map(({ label }) => label)).toEqual(['refund', 'no refund'])
  })

  it('fills in names', () => {
    const names = { customer: 'Kim', agent: 'Ann' }
    expect(filled('Dear {{customer}}, {{ agent }} here. {{other}}', names)).toBe(
      'Dear Kim, Ann here. {{other}}',
    )
  })
})
