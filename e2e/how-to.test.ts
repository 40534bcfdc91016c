/** The how-to "How to Setup Okta Single Sign-On Integration", walked by clicking what a person sees. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import {
  browserOf,
  button,
  faultsOf,
  heading,
  link,
  paste,
  sees,
  seesUntouched,
  signInAtOkta,
} from './people.ts'
import { addAcme } from './sample.ts'
import { startWorld, type World } from './world.ts'

const password = 'Koopid-Story-1'

describe('How to set up Okta single sign-on', () => {
  let world: World
  let browser: Browser
  let administrators: BrowserContext
  let okta: Page
  let portal: Page
  let faults: string[]
  let clientId = ''

  beforeAll(async () => {
    ;[world, browser] = await Promise.all([startWorld(), launchBrowser()])
    await addAcme(world, password)
    administrators = await browserOf(browser)
    faults = faultsOf(administrators)
    okta = await administrators.newPage()
    portal = await administrators.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await world?.stop()
  })
  // Every chapter starts where the one before ended.
  let broken = false
  beforeEach(({ skip, onTestFailed }) => {
    skip(broken, 'an earlier chapter failed')
    onTestFailed(async () => {
      broken = true
      for (const page of browser.contexts().flatMap((context) => context.pages()))
        await world.screenshot(page, `how-to-failed-at-${new URL(page.url()).hostname}`)
    })
  })

  let pictures = 0
  const picture = (page: Page, name: string) =>
    world.screenshot(page, `how-to-${String(++pictures).padStart(2, '0')}-${name}`)

  it('steps 1–8: the Koopid AI application is added from the app catalog', async () => {
    await okta.bringToFront()
    await okta.goto(`${world.org('acme')}/admin`)
    await signInAtOkta(okta, 'admin@acme.com')

    // 1. In OKTA interface select Applications → Applications
    await okta.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Applications' }).click()
    await heading(okta, 'Applications')
    await sees(okta, 'No applications yet')
    await picture(okta, 'applications')
    // 2. Click on Browse App Catalog button
    await link(okta, 'Browse App Catalog').click()
    // 3. Search for "Koopid AI"
    await okta.getByLabel('Search app catalog').fill('Koopid AI')
    await okta.getByLabel('Search app catalog').press('Enter')
    // 4. You should see an app listing
    const listing = link(okta, /Koopid AI/)
    await listing.waitFor()
    await picture(okta, 'catalog')
    // 5. Click on the listing
    await listing.click()
    await sees(okta, 'Supported features', 'Requirements')
    await picture(okta, 'listing')
    // 6. Click on Add
    await link(okta, 'Add Integration').click()
    // 7. You can change the Application Label. Select "Do not display application icon in the Okta Mobile App"
    await okta.getByLabel('Application label').fill('Koopid AI for Acme')
    await okta.getByLabel('Do not display application icon in the Okta Mobile app').check()
    await picture(okta, 'application-label')
    await button(okta, 'Done').click()
    await heading(okta, 'Koopid AI for Acme')
    // 8. In the next screen select the "Sign On" tab
    await link(okta, 'Sign On').click()
    await sees(okta, 'Until then nobody can sign in to this app')
    await picture(okta, 'sign-on')
  })

  it('step 9: subdomain and Provider ID are found in the provider portal', async () => {
    await portal.bringToFront()
    // a) The subdomain is the base path of the provider URL.
    await portal.goto(`${world.portal('us-east.app')}/login`)
    await portal.getByLabel('E-mail address or Provider ID').fill('admin@acme.example')
    await button(portal, 'Continue').click()
    await sees(portal, /No provider|Provider ID 718/)
    if (await portal.getByText('No provider found for this address').isVisible()) {
      // Before the first connection no e-mail format leads to this provider.
      await portal.getByLabel('E-mail address or Provider ID').fill('718')
      await button(portal, 'Continue').click()
    }
    await sees(portal, 'Provider ID 718', 'Okta single sign-on is not set up for Acme yet')
    await picture(portal, 'provider-sign-in')
    await portal.getByLabel('E-mail address', { exact: true }).fill('admin@acme.example')
    await portal.getByLabel('Password', { exact: true }).fill(password)
    await button(portal, 'Sign in').click()
    await portal.waitForURL(/\/provider\/sso/)
    await sees(portal, 'Not connected')

    // b) Click on your profile picture and login account name to expand the box.
    const account = portal.getByRole('region', { name: 'Account and provider' })
    await account.getByRole('button', { name: /Acme Administrator/ }).click()
    await sees(account, '718', 'us-east.app', 'Business')
    await picture(portal, 'provider-id')
    await button(account, 'Copy Subdomain').click()
    await sees(account, 'Copied')
  })

  it('steps 10–12: the Sign On tab is filled in and the Client ID is copied', async () => {
    // 10. Back on OKTA, on the "Sign On" tab, click on "Edit" and fill in the Subdomain and Provider ID.
    await okta.bringToFront()
    await link(okta, 'Edit').click()
    await paste(okta.getByLabel('Subdomain'))
    await portal.bringToFront()
    await button(portal.getByRole('region', { name: 'Account and provider' }), 'Copy Provider ID').click()
    await okta.bringToFront()
    await paste(okta.getByLabel('Provider ID'))
    // *Note: use "718&alertsound=true" to enable sound.
    await okta.getByLabel('Provider ID').press('End')
    await okta.getByLabel('Provider ID').pressSequentially('&alertsound=true')
    expect(await okta.getByLabel('Subdomain').inputValue()).toBe('us-east.app')
    expect(await okta.getByLabel('Provider ID').inputValue()).toBe('718&alertsound=true')
    // 11. Also, copy the Client ID, which is available in the same screen
    await picture(okta, 'sign-on-edit')
    await button(okta, 'Copy Client ID').click()
    clientId = await okta.evaluate(() => navigator.clipboard.readText())
    expect(clientId).toMatch(/^0oa\w+$/)
    // 12. Click on save.
    await button(okta, 'Save').click()
    await sees(okta.getByRole('status'), 'Saved.')
    await sees(okta, `${world.portal('us-east.app')}/sso/okta/initiate?provider=718&alertsound=true`)
    await picture(okta, 'sign-on-saved')
  })

  it('step 13: people are assigned, with "Display Name" set', async () => {
    await link(okta, 'Assignments').click()
    await sees(okta, 'Nobody is assigned')
    await button(okta, 'Assign').click()
    await link(okta, 'Assign to People').click()
    for (const [login, displayName] of [
      ['ada.agent@acme.com', 'Ada Agent'],
      ['admin@acme.com', 'Alex Admin'],
    ] as const) {
      await okta.getByRole('row', { name: login }).getByRole('button', { name: 'Assign' }).click()
      // Note: Make sure the assigned users have "Display Name" set.
      await sees(okta.getByRole('definition'), displayName)
      await picture(okta, `assign-${login.split('@')[0]!.replace('.', '-')}`)
      await button(okta, 'Save and Go Back').click()
      await sees(okta.getByRole('row', { name: login }), 'Assigned')
    }
    await link(okta, 'Done').click()
    await sees(okta.getByRole('table'), 'ada.agent@acme.com', 'admin@acme.com')
    await picture(okta, 'assignments')
  })

  it('step 14: Client ID, e-mail format and Okta domain are entered, tested and activated', async () => {
    await portal.bringToFront()
    // c) Organization OKTA domain, a) Client ID, b) Supported email ID formats
    await portal.getByLabel('Okta domain').fill(world.org('acme'))
    await portal.getByLabel('Client ID').fill(clientId)
    await portal.getByLabel('E-mail format 1').fill('*@acme.com')
    await portal.getByLabel('Try an address').fill('ada.agent@acme.com')
    await sees(portal, 'Allowed by *@acme.com')
    // Okta is asked while one types.
    const form = portal.getByRole('region', { name: 'Okta connection' })
    await sees(form, 'Discovery', 'Issuer', 'Signing keys', /^\d passed$/)
    await portal.getByRole('heading', { name: 'Live checks' }).scrollIntoViewIfNeeded()
    await picture(portal, 'live-checks')
    await button(portal, 'Save draft').click()
    await sees(portal, 'Draft saved', 'Run “Test sign-in” next')
    await picture(portal, 'draft-saved')

    // The real way to Okta and back, where the administrator is signed in already.
    await button(portal, 'Test sign-in').click()
    const result = portal.getByRole('region', { name: 'Result of the test sign-in' })
    await sees(result, 'Test sign-in passed', 'admin@acme.com', 'What Okta sent', 'What we decided')
    await sees(result, 'no account was created', 'Alex Admin')
    await picture(portal, 'test-sign-in')
    await link(portal, 'Users').click()
    await sees(portal, '1 user', 'Acme Administrator')
    await link(portal, 'Single sign-on').click()
    await button(portal, 'Activate').click()
    await sees(portal, 'Single sign-on is active', 'Agents sign in with these settings.')
    await portal.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
    await picture(portal, 'activated')
  })

  it('an agent clicks the icon in Okta, and leaves again', async () => {
    const agents = await browserOf(browser)
    const agentFaults = faultsOf(agents)
    const agent = await agents.newPage()
    // 1. When the organization user logs into the Okta environment, they will see the icon.
    await agent.goto(world.org('acme'))
    await signInAtOkta(agent, 'ada.agent@acme.com')
    const tile = link(agent, 'Koopid AI for Acme')
    await tile.waitFor()
    await picture(agent, 'okta-dashboard')
    // 2. User can click on the Koopid AI app to log into the Koopid AI agent portal through Okta.
    await tile.click()
    await agent.waitForURL(`${world.portal('us-east.app')}/agent/`)
    // alertsound=true: wanted, but no browser plays before the first click.
    await seesUntouched(agent, 'Alert sound: Blocked – click to enable')
    await sees(agent, 'Acme', 'Provider ID 718', 'You are away')
    await picture(agent, 'agent-desktop')
    await button(agent, 'Go available').first().click()
    await button(agent, 'Status: Available').waitFor()
    await button(agent, 'Alert sound: On').waitFor()
    await button(agent, 'Your account: Ada Agent').click()
    await sees(agent, 'Ada Agent', 'ada.agent@acme.com')
    await picture(agent, 'agent-available')

    // The account was made on the way.
    await portal.bringToFront()
    await link(portal, 'Users').click()
    const row = portal.getByRole('row', { name: /Ada Agent/ })
    await sees(row, 'ada.agent@acme.com', 'Okta', 'Active')
    await picture(portal, 'account-created')

    await agent.bringToFront()
    await agent.getByRole('menuitem', { name: 'Sign out' }).click()
    await button(agent.getByRole('dialog'), 'Sign out').click()
    await sees(agent, 'You are signed out')
    expect(new URL(agent.url()).pathname).toBe('/login')
    await picture(agent, 'signed-out')
    expect([...faults, ...agentFaults]).toEqual([])
  })
})
