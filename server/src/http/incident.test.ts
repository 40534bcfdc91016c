import { expect, test } from 'vitest'
import { newIncident, readIncident } from './incident.ts'

test('an incident id can be read out and typed back in any form', () => {
  const id = newIncident()
  expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(readIncident(` ${id.toLowerCase().replaceAll('-', ' ')} `)).toBe(id)
  expect(newIncident()).not.toBe(id)
})

test('anything else is no incident id', () => {
  for (const text of ['', 'ILOU-ILOU-ILOU', 'K7Q2-9FXD', '%', 'K7Q2-9FXD-3MTR-X'])
    expect(readIncident(text)).toBeUndefined()
})
