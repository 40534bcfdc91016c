import { type Browser, chromium } from 'playwright-core'
import { findChromium } from './chromium.ts'

/** Playwright's own: of several such switches only the last one counts. */
const disabledByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]
/** What drops down from the address bar is a page of its own in every window, and costs more than ours. */
const disabled = [...disabledByPlaywright, 'WebUIOmniboxAimPopup', 'WebUIOmniboxPopup']

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Text that Playwright enters gets lost on its way to a frame in another process; the process changes nothing else.
  '--disable-site-isolation-trials',
  `--disable-features=${disabled.join()}`,
]

export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  return chromium.launch({
    executablePath,
    args: flags,
    env: { ...process.env, ...env } as Record<string, string>,
  })
}
