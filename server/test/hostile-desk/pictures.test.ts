import { describe, expect, it, test } from 'vitest'
import { readPicture } from '../../src/directory/picture-file.ts'
import { TestBrowser } from '../browser.ts'
import { type Desk, deskWorld } from '../desk.ts'
import { acme } from '../harness.ts'
import {
  chunk,
  extendedWebp,
  jpeg,
  losslessWebp,
  png,
  sizedJpeg,
  webp,
  withSegment,
  withWebpChunk,
} from '../pictures.ts'

const page = Buffer.from('<!doctype html><script>alert(document.domain)</script>')
const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" width="8" height="8"/>`)
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const send = (
  it: Desk,
  browser: TestBrowser,
  type: string | undefined,
  body: Buffer,
  path = 'profile/picture',
) =>
  browser.api(`${it.portal()}/api/v1/${path}`, {
    method: 'PUT',
    headers: { ...(type && { 'content-type': type }) },
    body,
  })
const patched = (file: Buffer, at: number, ...bytes: number[]) => {
  const copy = Buffer.from(file)
  copy.set(bytes, at)
  return copy
}
const wideWebp = patched(webp, 26, 0x01, 0x04)
const hugeWebp = patched(extendedWebp, 24, 0xff, 0xff, 0xff)

const refused: [string, string | undefined, Buffer, number?][] = [
  ['nothing', 'image/png', Buffer.alloc(0)],
  ['SVG, which can run scripts', 'image/svg+xml', svg],
  ['SVG that is called PNG', 'image/png', svg],
  ['a page', 'text/html', page],
  ['a page that is called WebP', 'image/webp', page],
  ['GIF', 'image/gif', gif],
  ['GIF that is called JPEG', 'image/jpeg', gif],
  ['JSON', 'application/json', Buffer.from('{}')],
  ['a picture without its type', undefined, png()],
  ['PNG that is called JPEG', 'image/jpeg', png()],
  ['JPEG that is called WebP', 'image/webp', jpeg],
  ['the first bytes of a PNG before a page', 'image/png', Buffer.concat([png().subarray(0, 8), page])],
  ['a PNG that begins as a page does', 'image/png', patched(png(), 0, 0x3c)],
  ['a PNG that breaks off', 'image/png', png().subarray(0, -12)],
  ['a JPEG that breaks off', 'image/jpeg', jpeg.subarray(0, -2)],
  ['a WebP that breaks off', 'image/webp', webp.subarray(0, -2)],
  ['a PNG before a page', 'image/png', Buffer.concat([png(), page])],
  ['a JPEG before a page', 'image/jpeg', Buffer.concat([jpeg, page])],
  [
    'a JPEG before a page that ends as a JPEG does',
    'image/jpeg',
    Buffer.concat([jpeg, page, jpeg.subarray(-2)]),
  ],
  ['a WebP before a page', 'image/webp', Buffer.concat([webp, page])],
  ['two sizes in one PNG', 'image/png', png(8, 8, [png(9000, 9000).subarray(8, 33)])],
  [
    'two sizes in one JPEG',
    'image/jpeg',
    Buffer.concat([jpeg.subarray(0, -2), sizedJpeg(9000, 9000).subarray(2)]),
  ],
  ['a PNG of 1025 by 8', 'image/png', png(1025, 8)],
  ['a PNG of 8 by 1025', 'image/png', png(8, 1025)],
  ['a PNG of no height', 'image/png', png(8, 0)],
  ['a JPEG of 8 by 65535', 'image/jpeg', sizedJpeg(8, 65_535)],
  ['a JPEG of no width', 'image/jpeg', sizedJpeg(0, 8)],
  ['a WebP of 1025 by 8', 'image/webp', wideWebp],
  ['a WebP of 16 million pixels a side', 'image/webp', hugeWebp],
  ['a WebP that moves', 'image/webp', withWebpChunk(extendedWebp.subarray(0, 30), 'ANMF', Buffer.alloc(24))],
  ['a chunk longer than any file', 'image/png', patched(png(), 33, 0xff, 0xff, 0xff, 0xff)],
  ['more than 256 KiB', 'image/png', png(8, 8, [chunk('tEXt', Buffer.alloc(262_144))]), 413],
]

test.each([
  ['picture', 'profile/picture'],
  ['logo', 'company/logo'],
])(
  'what is no picture, or hides another file, is refused as a %s and changes nothing',
  async (field, path) => {
    const it = await deskWorld()
    const { browser } = await it.agent({ role: 'designer' })
    expect((await send(it, browser, 'image/png', png(), path)).status).toBe(200)
    const kept = async () =>
      JSON.stringify([
        await it.rows('people'),
        await it.rows('pictures'),
        await it.rows('logos'),
        await it.rows('audit_events'),
      ])
    const before = await kept()
    for (const [name, type, body, status = 400] of refused) {
      const answer = await send(it, browser, type, body, path)
      expect([name, answer.status, answer.headers['content-type']]).toEqual([
        name,
        status,
        'application/problem+json; charset=utf-8',
      ])
      const code = status === 413 ? 'request.too_large' : 'request.invalid'
      expect([name, answer.json().code]).toEqual([name, code])
      if (status === 400) expect(answer.json().errors).toMatchObject([{ field }])
    }
    expect(await kept()).toBe(before)
  },
)

it('what would be refused is refused wherever it is cut, and never breaks the reader', () => {
  for (const [type, file] of [
    ['image/png', png()],
    ['image/jpeg', jpeg],
    ['image/webp', extendedWebp],
  ] as const)
    for (let length = 0; length < file.length; length += 1)
      expect([type, length, readPicture(type, Buffer.from(file.subarray(0, length)))]).toEqual([
        type,
        length,
        undefined,
      ])
})

describe('a page, a place or a comment inside a picture', () => {
  // Without the JFIF header, 18 bytes behind the first two.
  const bare = Buffer.concat([jpeg.subarray(0, 2), jpeg.subarray(20)])
  const gps = Buffer.concat([Buffer.from('Exif\0\0GPS 52.52 N 13.40 E'), page])
  test.each([
    ['image/png', png(8, 8, [chunk('tEXt', page), chunk('eXIf', gps), chunk('acTL', gps)]), png()],
    ['image/jpeg', withSegment(0xfe, page), bare],
    ['image/jpeg', withSegment(0xe1, gps), bare],
    ['image/webp', withWebpChunk(webp, 'XMP ', page), webp],
    ['image/webp', withWebpChunk(patched(extendedWebp, 20, 0x3c), 'EXIF', gps), extendedWebp],
  ] as const)('is left away from %s, and the picture stays', (type, file, left) => {
    expect(file.includes('<script>')).toBe(true)
    expect(readPicture(type, file)).toEqual({ type, bytes: left })
  })

  it('every kind of WebP stays as it is', () => {
    for (const file of [webp, losslessWebp, extendedWebp])
      expect(readPicture('image/webp', file)?.bytes).toEqual(file)
  })
})

it('nobody reads a picture of another provider, and without a session nobody reads any', async () => {
  const it = await deskWorld()
  const agent = await it.agent()
  const stranger = await it.person({ provider: acme, subdomain: 'us-east.app' })
  await send(it, agent.browser, 'image/png', png())
  const path = `/api/v1/people/${agent.id}/picture`
  const theirs = await stranger.browser.api(`${it.portal('us-east.app')}${path}`)
  const nobodys = await stranger.browser.api(`${it.portal('us-east.app')}/api/v1/people/nobody/picture`)
  for (const answer of [theirs, nobodys])
    expect([answer.status, answer.json().code]).toEqual([404, 'request.not_found'])
  expect((await new TestBrowser().api(`${it.portal()}${path}`)).status).toBe(401)
  expect((await agent.browser.api(`${it.portal()}${path}`)).status).toBe(200)
})

it('another site changes no picture', async () => {
  const it = await deskWorld()
  const { browser } = await it.agent()
  const headers = { 'content-type': 'image/png', origin: 'https://evil.example' }
  const url = `${it.portal()}/api/v1/profile/picture`
  for (const attempt of [
    { method: 'PUT', headers, body: png() } as const,
    { method: 'DELETE', headers } as const,
  ])
    expect((await browser.api(url, attempt)).json().code).toBe('request.cross_site')
  expect(await it.rows('pictures')).toEqual([])
})

it('no other address takes a picture for a body', async () => {
  const it = await deskWorld()
  const { browser } = await it.agent()
  const answer = await browser.api(`${it.portal()}/api/v1/profile`, {
    method: 'PATCH',
    headers: { 'content-type': 'image/png' },
    body: png(),
  })
  expect([answer.status, answer.json().code]).toEqual([400, 'request.invalid'])
})
