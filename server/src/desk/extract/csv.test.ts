import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.ts'

describe('a line of CSV', () => {
  it('quotes every text and no number, and ends as RFC 4180 has it', () => {
    expect(csvLine(['a', 1, null, '', 'say "hi"', 'a,b', 'two\r\nlines', -5])).toBe(
      '"a",1,,"","say ""hi""","a,b","two\r\nlines",-5\r\n',
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30 1', "'+49 30 1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['\tx', "'\tx"],
    [' =1', "' =1"],
    ['\u00a0=1', "'\u00a0=1"],
    ['\u200b\ufeff=1', "'\u200b\ufeff=1"],
    ['＝1', "'＝1"],
    ['x;=1', "x;'=1"],
    ['x; =1', "x;' =1"],
    ['x,@y', "x,'@y"],
    ['x\n=1', "x\n'=1"],
  ])('makes %j text for a spreadsheet: %j', (text, written) => {
    expect(csvLine([text])).toBe(`"${written}"\r\n`)
  })

  it.each(['ann@example.com', 'a=b; c=d', 'Anne-Marie', 'a + b', 'O’Neil', 'ليلى حداد', 'x\u200ey'])(
    'leaves %s as it is',
    (text) => expect(csvLine([text])).toBe(`"${text}"\r\n`),
  )

  it('takes out what a program ends a text at or turns it around with', () => {
    expect(csvLine(['a\0b\u202ec\u2066d\u001be'])).toBe('"a\uFFFDb\uFFFDc\uFFFDd\uFFFDe"\r\n')
  })
})
