/** What agents and administrators do with a provider that is connected: Globex, as `npm start` sets it up. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import { launchBrowser } from './browser.ts'
import {
  browserOf,
  button,
  heading,
  link,
  sees,
  seesUntouched,
  setProviderIdInOkta,
  signInAtOkta,
  signInWithPassword,
  signOut,
} from './people.ts'
import { addAdministrator, connectGlobex } from './sample.ts'
import { startWorld, type World } from './world.ts'

const password = 'Koopid-Story-1'
const blocked = 'Alert sound: Blocked – click to enable'

describe('every day at Globex', () => {
  let world: World
  let browser: Browser
  let administrator: Page

  beforeAll(async () => {
    ;[world, browser] = await Promise.all([startWorld(), launchBrowser()])
    await connectGlobex(world)
    await addAdministrator(world, '719', 'Globex', password)
    administrator = await newPage()
    const find = { find: '719', email: 'admin@globex.example', password }
    await signInWithPassword(administrator, world.portal('app'), find)
  })
  afterAll(async () => {
    await browser?.close()
    await world?.stop()
  })

  const newPage = async () => (await browserOf(browser)).newPage()
  const onFailure = (page: Page, name: string) =>
    onTestFailed(() => world.screenshot(page, `everyday-failed-${name}`))

  /** From Okta's sign-in page to where the tile leads. */
  async function throughTile(page: Page, login: string): Promise<void> {
    await page.goto(world.org('globex'))
    await signInAtOkta(page, login)
    await link(page, 'Koopid AI').click()
    await page.waitForURL(/\/agent\/|\/sso\/okta\//)
  }

  const setProviderId = async (value: string) =>
    setProviderIdInOkta(await newPage(), world.org('globex'), value)

  async function incidentOn(page: Page): Promise<string> {
    return (await page.getByRole('definition').first().innerText()).trim()
  }

  /** The administrator types the incident id that an agent reads out. */
  async function findTrace(incident: string): Promise<void> {
    await link(administrator, 'Sign-in traces').click()
    await administrator.getByLabel('Incident id or person').fill(incident)
    await link(administrator, new RegExp(incident)).click()
    await heading(administrator, 'Sign-in trace')
    await sees(administrator, incident)
  }

  it('a click on the tile signs in, away at first', async () => {
    const gia = await newPage()
    onFailure(gia, 'tile')
    await throughTile(gia, 'gia.agent@globex.com')
    await button(gia, 'Status: Away').waitFor()
    await sees(gia, 'Globex', 'Provider ID 719', 'You are away')
    // The Provider ID carries no alertsound: no sound unless the agent asks for it.
    await button(gia, 'Alert sound: Muted').waitFor()
    await button(gia, 'Go available').first().click()
    await button(gia, 'Status: Available').waitFor()
    await sees(gia, 'No conversations yet')
    await gia.reload()
    await button(gia, 'Status: Available').waitFor()
    await signOut(gia)
    // The next arrival starts away again, whatever the last status was.
    await throughTile(gia, 'gia.agent@globex.com')
    await button(gia, 'Status: Away').waitFor()
    await gia.context().close()
  })

  it('alertsound in the Provider ID field turns the sound on, and a mute outlives it', async () => {
    await setProviderId('719&alertsound=true')
    const gia = await newPage()
    onFailure(gia, 'alertsound')
    await throughTile(gia, 'gia.agent@globex.com')
    await seesUntouched(gia, blocked)
    await button(gia, blocked).click()
    await button(gia, 'Alert sound: On').click()
    await gia.getByRole('menuitem', { name: 'Mute' }).click()
    await button(gia, 'Alert sound: Muted').waitFor()
    await signOut(gia)
    await throughTile(gia, 'gia.agent@globex.com')
    await button(gia, 'Alert sound: Muted').waitFor()

    // The choice is Gia's own.
    const hal = await newPage()
    await throughTile(hal, 'hal.agent@globex.com')
    await seesUntouched(hal, blocked)
    await signOut(hal)

    // A value that is neither true nor false is no sound, and the trace says why.
    await setProviderId('719&alertsound=loud')
    await throughTile(hal, 'hal.agent@globex.com')
    await button(hal, 'Alert sound: Muted').waitFor()
    await link(administrator, 'Sign-in traces').click()
    await link(administrator, /hal\.agent@globex\.com/)
      .first()
      .click()
    await sees(administrator, 'Launch parameter "alertsound" is neither true nor false and has no effect.')
    await setProviderId('719')
    await gia.context().close()
    await hal.context().close()
  })

  it('the sign-in page finds the provider, remembers it, and starts nothing by itself', async () => {
    const gia = await newPage()
    onFailure(gia, 'sign-in-page')
    await gia.goto(`${world.portal('app')}/login`)
    await gia.getByLabel('E-mail address or Provider ID').fill('gia.agent@globex.com')
    await button(gia, 'Continue').click()
    await sees(gia, 'Globex', 'Provider ID 719')
    await link(gia, 'Continue with Okta').click()
    await signInAtOkta(gia, 'gia.agent@globex.com')
    await button(gia, 'Status: Away').waitFor()

    // Signing out ends Koopid's session and Okta's, and stays where it is.
    await signOut(gia)
    expect(new URL(gia.url()).pathname).toBe('/login')
    await link(gia, 'Continue to Globex with Okta').waitFor()
    await gia.goto(`${world.portal('app')}/agent/`)
    await heading(gia, 'Sign in')
    await gia.goto(`${world.org('globex')}/app/UserHome`)
    await gia.getByLabel('Username').waitFor()

    // The last provider is offered first, another one is a click away, by Provider ID.
    await gia.goto(`${world.portal('app')}/login`)
    await link(gia, 'Continue to Globex with Okta').waitFor()
    await button(gia, 'Another provider').click()
    await gia.getByLabel('E-mail address or Provider ID').fill('719')
    await button(gia, 'Continue').click()
    await link(gia, /Continue .*with Okta/).click()
    await signInAtOkta(gia, 'gia.agent@globex.com')
    await button(gia, 'Status: Away').waitFor()
    await gia.context().close()
  })

  it('a deactivated agent is out at once, and stays out until reactivated', async () => {
    const hal = await newPage()
    onFailure(hal, 'deactivated')
    await throughTile(hal, 'hal.agent@globex.com')
    await button(hal, 'Status: Away').waitFor()
    await link(administrator, 'Users').click()
    await button(administrator, 'Actions for Hal Hughes').click()
    await administrator.getByRole('menuitem', { name: 'Deactivate' }).click()
    const dialog = administrator.getByRole('dialog')
    await sees(dialog, 'Deactivate Hal Hughes?', 'This ends all sessions at once.')
    await button(dialog, 'Deactivate').click()
    await sees(administrator, 'Hal Hughes is deactivated')

    await sees(hal, 'Your session has ended', 'Your account was deactivated.')
    await hal.goto(`${world.org('globex')}/app/UserHome`)
    await link(hal, 'Koopid AI').click()
    await heading(hal, 'Your account is deactivated')
    await sees(hal, 'Ask your provider administrator to reactivate it on the Users page.')
    await findTrace(await incidentOn(hal))
    await sees(administrator, 'Refused', 'hal.agent@globex.com', 'An administrator of this provider')

    await link(administrator, 'Users').click()
    await button(administrator, 'Actions for Hal Hughes').click()
    await administrator.getByRole('menuitem', { name: 'Reactivate' }).click()
    await sees(administrator, 'Hal Hughes is active again')
    await link(hal, 'Try again').or(link(hal, 'Sign-in page')).first().waitFor()
    await hal.goto(`${world.org('globex')}/app/UserHome`)
    await link(hal, 'Koopid AI').click()
    await button(hal, 'Status: Away').waitFor()
    await hal.context().close()
  })

  it('a person without an assignment reads why, and the administrator finds the incident', async () => {
    const okta = await newPage()
    await okta.goto(`${world.org('globex')}/admin`)
    await signInAtOkta(okta, 'admin@globex.com')
    await link(okta, 'Koopid AI').click()
    await link(okta, 'Assignments').click()
    await button(okta, 'Unassign hal.agent@globex.com').click()
    await button(okta.getByRole('dialog'), 'Unassign').click()
    await okta.getByRole('row', { name: 'hal.agent@globex.com' }).waitFor({ state: 'detached' })
    await okta.context().close()

    const hal = await newPage()
    onFailure(hal, 'unassigned')
    await hal.goto(`${world.portal('app')}/login`)
    await hal.getByLabel('E-mail address or Provider ID').fill('hal.agent@globex.com')
    await button(hal, 'Continue').click()
    await link(hal, 'Continue with Okta').click()
    await signInAtOkta(hal, 'hal.agent@globex.com')
    await heading(hal, 'You are not assigned to this app')
    await sees(hal, 'Okta knows you, but the Koopid AI app is not assigned to you.')
    await sees(hal, 'Ask your Okta administrator to assign you on the Assignments tab')
    await sees(hal, 'Your Okta administrator', 'sign_in.not_assigned')
    await findTrace(await incidentOn(hal))
    await sees(administrator, 'Refused', 'sign_in.not_assigned', 'Your Okta administrator', 'Back from Okta')
    // Nothing was started on the way.
    await hal.goto(`${world.portal('app')}/agent/`)
    await heading(hal, 'Sign in')
    await hal.context().close()
  })

  it('the administrator switches single sign-on off and on again', async () => {
    const gia = await newPage()
    onFailure(administrator, 'connection')
    await throughTile(gia, 'gia.agent@globex.com')
    await button(gia, 'Status: Away').waitFor()
    await link(administrator, 'Single sign-on').click()
    await button(administrator, 'Deactivate').click()
    const dialog = administrator.getByRole('dialog')
    await sees(dialog, 'Deactivate single sign-on?', 'Everyone who came through Okta is signed out at once')
    await button(dialog, 'Deactivate').click()
    await sees(administrator, 'Single sign-on is switched off', 'Inactive')

    await sees(gia, 'Your session has ended', 'Sign-in with Okta was switched off')
    await gia.goto(`${world.org('globex')}/app/UserHome`)
    await link(gia, 'Koopid AI').click()
    await heading(gia, 'Single sign-on is switched off')
    await sees(gia, 'sign_in.connection_inactive')

    await button(administrator, 'Activate').click()
    await sees(administrator, 'Single sign-on is active', 'Agents sign in with these settings.')
    await gia.goto(`${world.org('globex')}/app/UserHome`)
    await link(gia, 'Koopid AI').click()
    await button(gia, 'Status: Away').waitFor()
    await gia.context().close()
  })
})
