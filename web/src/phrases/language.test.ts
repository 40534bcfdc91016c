import { describe, expect, it } from 'vitest'
import { pickLanguage } from './language.ts'

describe('the language', () => {
  it('is the first of the browser that there is', () => {
    expect(pickLanguage('/agent/', null, ['fr-FR', 'de-AT', 'en'])).toBe('de')
    expect(pickLanguage('/agent/', null, ['fr'])).toBe('en')
  })

  it('is what was chosen here, and nothing that is not there', () => {
    expect(pickLanguage('/agent/', 'ar', ['de'])).toBe('ar')
    expect(pickLanguage('/agent/', 'toString', ['de'])).toBe('de')
  })

  it('is English where only English words are', () => {
    expect(pickLanguage('/provider/users', 'ar', ['ar'])).toBe('en')
    expect(pickLanguage('/login', 'ar', ['ar'])).toBe('en')
  })
})
