import { useQuery } from '@tanstack/react-query'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionQuery } from '../../api/queries.ts'
import { fakeServer, problem } from '../../testing/fake-server.ts'
import { renderScreen } from '../../testing/render.tsx'
import { session } from '../testing.ts'
import { PictureForm } from './picture-form.tsx'

const address = '/api/v1/people/p/picture?v=1'
const own = (picture: string | null) => session({ user: { ...session().user, picture } })
const photo = (type = 'image/png') => new File(['photo'], 'me.png', { type })
const drawImage = vi.fn()

/** What a browser's canvas does, of which the tests' document has none. */
beforeEach(() => {
  drawImage.mockReset()
  vi.stubGlobal('createImageBitmap', async (file: File) => {
    if (file.type === 'text/html') throw new DOMException('cannot be decoded', 'InvalidStateError')
    return { width: 400, height: 300, close: () => {} }
  })
  drawsAs('image/webp')
})

function drawsAs(...known: string[]) {
  const pen = { drawImage, fillRect: vi.fn() }
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never)
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done, type = '') =>
    done(new Blob(['drawn'], { type: known.includes(type) ? type : 'image/png' })),
  )
  return pen
}

function open(picture: string | null, routes: Record<string, unknown> = {}) {
  let now = picture
  const answer = (next: string | null) => () => {
    now = next
    return { name: 'Ann Lee', phone: null, picture: next }
  }
  const calls = fakeServer({
    'GET /api/v1/session': () => own(now),
    'PUT /api/v1/profile/picture': answer(address),
    'DELETE /api/v1/profile/picture': answer(null),
    ...routes,
  })
  const Screen = () => {
    const { data } = useQuery(sessionQuery)
    return data && <PictureForm user={data.user} />
  }
  const sent = () => calls.filter(({ method }) => method !== 'GET')
  return { ...renderScreen(<Screen />), sent }
}

const button = (name: string | RegExp) => screen.findByRole('button', { name })
const source = () => document.querySelector('img')?.getAttribute('src') ?? null
const choose = async (user: ReturnType<typeof open>['user'], file: File) => {
  await button(/^(Choose|Change)/)
  await user.upload(screen.getByLabelText('Profile picture', { selector: 'input' }), file)
}

describe('one’s picture', () => {
  it('is the middle of what was chosen, seen before it is saved, and there afterwards', async () => {
    const { user, sent } = open(null)
    await choose(user, photo())
    const save = await button('Save picture')
    expect(document.activeElement).toBe(save)
    expect(drawImage.mock.lastCall?.slice(1)).toEqual([50, 0, 300, 300, 0, 0, 256, 256])
    expect([source()?.startsWith('data:image/webp'), sent()]).toEqual([true, []])
    await user.click(save)
    await screen.findByText('Your picture is saved.')
    expect(source()).toBe(address)
    expect(sent()).toMatchObject([{ method: 'PUT', path: '/api/v1/profile/picture' }])
    expect(sent()[0]!.body).toBeInstanceOf(Blob)
    expect((sent()[0]!.body as Blob).type).toBe('image/webp')
    expect(document.activeElement).toBe(await button('Change'))
  })

  it('may be dropped', async () => {
    open(null)
    await button('Choose a picture')
    const place = screen.getByRole('region', { name: 'Profile picture' })
    fireEvent.dragOver(place)
    expect(place.hasAttribute('data-over')).toBe(true)
    fireEvent.drop(place, { dataTransfer: { files: [photo()] } })
    expect(place.hasAttribute('data-over')).toBe(false)
    await button('Save picture')
  })

  it('that is dropped beside its place is not opened in place of the desktop', async () => {
    open(null)
    await button('Choose a picture')
    const dataTransfer = { types: ['Files'], files: [photo()] }
    expect(fireEvent.drop(document.body, { dataTransfer })).toBe(false)
    expect(fireEvent.drop(document.body, { dataTransfer: { types: ['text/plain'] } })).toBe(true)
    expect(screen.queryByRole('button', { name: 'Save picture' })).toBeNull()
  })

  it('stays when the new one is not wanted after all', async () => {
    const { user, sent } = open(address)
    await choose(user, photo())
    await user.click(await button('Cancel'))
    expect([source(), sent()]).toEqual([address, []])
    expect(document.activeElement).toBe(await button('Change'))
  })

  it('is JPEG on white where the browser cannot write WebP', async () => {
    const { fillRect } = drawsAs('image/jpeg')
    const { user, sent } = open(null)
    await choose(user, photo())
    await user.click(await button('Save picture'))
    await screen.findByText('Your picture is saved.')
    expect((sent()[0]!.body as Blob).type).toBe('image/jpeg')
    expect(fillRect).toHaveBeenCalledWith(0, 0, 256, 256)
  })

  it('is not made of what the browser cannot read, and it says so', async () => {
    const { sent } = open(address)
    await button('Change')
    const place = screen.getByRole('region', { name: 'Profile picture' })
    fireEvent.drop(place, { dataTransfer: { files: [photo('text/html')] } })
    expect((await screen.findByRole('alert')).textContent).toContain('no picture that the browser can read')
    expect([source(), sent()]).toEqual([address, []])
  })

  it('that the server refuses can be saved again', async () => {
    const { user } = open(null, { 'PUT /api/v1/profile/picture': problem(503, 'service.unavailable') })
    await choose(user, photo())
    await user.click(await button('Save picture'))
    expect((await screen.findByRole('alert')).textContent).toContain('service.unavailable')
    await button('Save picture')
  })

  it('is removed after a question, and initials are there', async () => {
    const { user, sent } = open(address)
    await user.click(await button('Remove'))
    await screen.findByText('Remove your picture?')
    expect(sent()).toEqual([])
    await user.click(screen.getAllByRole('button', { name: 'Remove' }).at(-1)!)
    await screen.findByText('Your picture is removed.')
    expect(sent()).toMatchObject([{ method: 'DELETE', path: '/api/v1/profile/picture' }])
    await waitFor(() => expect([source(), screen.getByText('AL')]).toMatchObject([null, {}]))
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull()
  })
})
