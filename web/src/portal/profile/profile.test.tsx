import type { Company, Role } from '@koopid/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { companyQuery } from '../../api/company.ts'
import { fakeServer, problem } from '../../testing/fake-server.ts'
import { renderScreen } from '../../testing/render.tsx'
import { areasFor, menuFor } from '../access.ts'
import { ProfilePage } from './profile-page.tsx'

const address = '/api/v1/providers/719/logo?v=abc-480x120'
const globex: Company = {
  id: 719,
  name: 'Globex',
  plan: 'enterprise',
  subdomain: 'app',
  website: 'https://globex.com',
  email: null,
  phone: null,
  logo: null,
}

/** What a browser's canvas does, of which the tests' document has none. */
const drawImage = vi.fn()
let sizes: number[]
beforeEach(() => {
  sizes = [4]
  drawImage.mockReset()
  vi.stubGlobal('createImageBitmap', async (file: File) => {
    if (file.type === 'image/svg+xml') throw new DOMException('cannot be decoded', 'InvalidStateError')
    return { width: 2048, height: 512, close: () => {} }
  })
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ drawImage } as never)
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done, type = '') =>
    done(new Blob(['x'.repeat(sizes.length > 1 ? sizes.shift()! : sizes[0]!)], { type })),
  )
})

async function open(role: Role = 'administrator', start: Partial<Company> = {}, routes = {}) {
  let now: Company = { ...globex, ...start }
  const become = (part: Partial<Company>) => {
    now = { ...now, ...part }
    return now
  }
  const calls = fakeServer({
    'GET /api/v1/session': { user: { role }, provider: { name: 'Globex' } },
    'GET /api/v1/brand': { name: 'Koopid AI' },
    'GET /api/v1/company': () => now,
    'PATCH /api/v1/company': (body: Partial<Company>) => become(body),
    'PUT /api/v1/company/logo': () => become({ logo: address }),
    'DELETE /api/v1/company/logo': () => become({ logo: null }),
    ...routes,
  })
  const view = renderScreen(
    <Suspense>
      <ProfilePage />
    </Suspense>,
  )
  await screen.findByText('Provider ID')
  const sent = () => calls.filter(({ method }) => method !== 'GET')
  const asked = (path: string) => calls.filter((call) => call.path === path && call.method === 'GET').length
  return { ...view, sent, asked, become }
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
const button = (name: string) => screen.findByRole('button', { name })
const retype = async (user: Awaited<ReturnType<typeof open>>['user'], name: string, text: string) => {
  await user.clear(field(name))
  if (text) await user.type(field(name), text)
}

describe('the menu', () => {
  it('offers the profile first in its group to all staff, and the portal opens where it did', () => {
    for (const role of ['administrator', 'manager', 'supervisor', 'designer'] as const) {
      expect(menuFor(role).find(([group]) => group === 'setup')?.[1][0]).toBe('profile')
      expect(areasFor(role)[0]).not.toBe('profile')
    }
    expect(menuFor('none')).toEqual([])
  })
})

describe('the details', () => {
  it('are sent as far as they were typed, and then shown as the server has read them', async () => {
    const { user, sent, asked } = await open(
      'manager',
      {},
      {
        'PATCH /api/v1/company': { ...globex, name: 'Globex Ltd', phone: '+4930123456' },
      },
    )
    expect((await button('Save changes')).hasAttribute('disabled')).toBe(true)
    await retype(user, 'Company name', ' Globex Ltd ')
    await retype(user, 'Phone number', '+49 30 123456')
    expect(screen.getByText('You have unsaved changes.')).toBeTruthy()
    await user.click(await button('Save changes'))
    await waitFor(() => expect(field('Phone number').value).toBe('+4930123456'))
    expect(sent()).toMatchObject([{ body: { name: ' Globex Ltd ', phone: '+49 30 123456' } }])
    expect(Object.keys(sent()[0]!.body as object)).toEqual(['name', 'phone'])
    expect(screen.queryByText('You have unsaved changes.')).toBeNull()
    // The header and the desktop show the name of the session.
    await waitFor(() => expect(asked('/api/v1/session')).toBe(2))
  })

  it('that are typed stay when a colleague changes another field, which comes in beside them', async () => {
    const { user, queries, become, sent } = await open()
    await retype(user, 'Contact e-mail', 'help@globex.com')
    become({ phone: '+4930999999' })
    await queries.invalidateQueries({ queryKey: companyQuery.queryKey })
    await waitFor(() => expect(field('Phone number').value).toBe('+4930999999'))
    expect(field('Contact e-mail').value).toBe('help@globex.com')
    await user.click(await button('Save changes'))
    await waitFor(() => expect(sent().map(({ body }) => body)).toEqual([{ email: 'help@globex.com' }]))
  })

  it('are as before when the changes are discarded, or typed back', async () => {
    const { user, sent } = await open()
    await retype(user, 'Website', 'x')
    await user.click(await button('Discard'))
    expect(field('Website').value).toBe('https://globex.com')
    await retype(user, 'Company name', 'Globe')
    await user.type(field('Company name'), 'x')
    expect((await button('Save changes')).hasAttribute('disabled')).toBe(true)
    await user.type(field('Company name'), '{Enter}')
    expect(sent()).toEqual([])
  })

  it('that the server does not take are marked with what to do, and nothing typed is lost', async () => {
    const errors = [
      { field: 'email', message: 'no' },
      { field: 'phone', message: 'no' },
    ]
    const { user } = await open(
      'administrator',
      {},
      {
        'PATCH /api/v1/company': problem(400, 'request.invalid', { errors }),
      },
    )
    await retype(user, 'Contact e-mail', 'nobody')
    await retype(user, 'Phone number', 'call us')
    await user.click(await button('Save changes'))
    await screen.findByText('Enter one e-mail address, such as help@acme.com.')
    expect(screen.getByText(/Begin with \+ and the country code/)).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(document.activeElement).toBe(field('Contact e-mail'))
    expect(field('Phone number').value).toBe('call us')
    await user.type(field('Contact e-mail'), '@globex.com')
    expect(screen.queryByText('Enter one e-mail address, such as help@acme.com.')).toBeNull()
  })

  it('that could not be saved say so, and can be saved again', async () => {
    const { user } = await open(
      'administrator',
      {},
      {
        'PATCH /api/v1/company': problem(503, 'service.unavailable'),
      },
    )
    await retype(user, 'Company name', 'Other')
    await user.click(await button('Save changes'))
    expect((await screen.findByRole('alert')).textContent).toContain('service.unavailable')
    expect([field('Company name').value, (await button('Save changes')).hasAttribute('disabled')]).toEqual([
      'Other',
      false,
    ])
  })

  it('of plan and Provider ID can be copied, and by nobody changed', async () => {
    await open()
    for (const [name, value] of [
      ['Provider ID', '719'],
      ['Plan', 'Enterprise'],
    ] as const) {
      const group = screen.getByRole('group', { name })
      expect(within(group).getByText(value)).toBeTruthy()
      expect(within(group).getByRole('button', { name: `Copy ${name}` })).toBeTruthy()
      expect(within(group).queryByRole('textbox')).toBeNull()
    }
  })

  it.each([
    ['supervisor', false],
    ['designer', true],
  ] as const)('are text to a %s', async (role, mayChangeLogo) => {
    await open(role)
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.getByRole('link', { name: 'https://globex.com' }).getAttribute('rel')).toBe('noreferrer')
    expect(screen.getAllByText('Not given')).toHaveLength(2)
    expect(screen.queryByRole('button', { name: 'Choose a logo' }) !== null).toBe(mayChangeLogo)
  })
})

describe('the logo', () => {
  const choose = (user: Awaited<ReturnType<typeof open>>['user'], type = 'image/png') =>
    user.upload(
      screen.getByLabelText('Company logo', { selector: 'input' }),
      new File(['logo'], 'logo', { type }),
    )
  const shown = () => [...document.querySelectorAll('figure img')] as HTMLImageElement[]

  it('is seen whole on both grounds before it is saved, and everywhere afterwards', async () => {
    const { user, sent, asked } = await open('designer')
    expect(screen.getAllByText('No logo yet')).toHaveLength(2)
    await choose(user)
    const save = await button('Save logo')
    expect(document.activeElement).toBe(save)
    expect(drawImage.mock.lastCall?.slice(1)).toEqual([0, 0, 512, 128])
    expect(
      shown().map(({ src, width, height }) => [src.startsWith('data:image/webp'), width, height]),
    ).toEqual([
      [true, 200, 50],
      [true, 200, 50],
    ])
    expect(sent()).toEqual([])
    await user.click(save)
    await screen.findByText('The logo is saved.')
    expect(sent()).toMatchObject([{ method: 'PUT', path: '/api/v1/company/logo' }])
    expect((sent()[0]!.body as Blob).type).toBe('image/webp')
    // Its place is kept before it is there: the address says how large it is.
    expect(shown().map((image) => [image.getAttribute('src'), image.width, image.height])).toEqual([
      [address, 200, 50],
      [address, 200, 50],
    ])
    expect(asked('/api/v1/session')).toBe(2)
    expect(document.activeElement).toBe(await button('Change'))
  })

  it('is made smaller in bytes until it may be sent, and refused when it never can be', async () => {
    const { user, sent } = await open()
    sizes = [300_000, 262_145, 262_144]
    await choose(user)
    await user.click(await button('Save logo'))
    await screen.findByText('The logo is saved.')
    expect((sent()[0]!.body as Blob).size).toBe(262_144)
    sizes = [300_000]
    await choose(user)
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be used as a logo')
  })

  it('is not made of what the browser cannot read, and it says what to do', async () => {
    const { sent } = await open('administrator', { logo: address })
    const place = screen.getByRole('region', { name: 'Company logo' })
    const files = [new File(['<svg/>'], 'logo.svg', { type: 'image/svg+xml' })]
    fireEvent.drop(place, { dataTransfer: { files } })
    expect((await screen.findByRole('alert')).textContent).toContain(
      'export other formats, such as SVG, as PNG',
    )
    expect([shown()[0]?.getAttribute('src'), sent()]).toEqual([address, []])
  })

  it('that the server refuses can be saved again, or given up', async () => {
    const { user } = await open(
      'administrator',
      { logo: address },
      {
        'PUT /api/v1/company/logo': problem(503, 'service.unavailable'),
      },
    )
    await choose(user)
    await user.click(await button('Save logo'))
    expect((await screen.findByRole('alert')).textContent).toContain('service.unavailable')
    await user.click(await button('Cancel'))
    expect(shown()[0]?.getAttribute('src')).toBe(address)
  })

  it('is removed after a question', async () => {
    const { user, sent } = await open('administrator', { logo: address })
    await user.click(await button('Remove'))
    await screen.findByText('Remove the logo?')
    expect(sent()).toEqual([])
    await user.click(screen.getAllByRole('button', { name: 'Remove' }).at(-1)!)
    await screen.findByText('The logo is removed.')
    expect(sent()).toMatchObject([{ method: 'DELETE', path: '/api/v1/company/logo' }])
    await waitFor(() => expect(screen.getAllByText('No logo yet')).toHaveLength(2))
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull()
  })
})
