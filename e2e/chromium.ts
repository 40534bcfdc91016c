/** Which Chromium to drive: the machine's own, else the one that comes with the npm packages. */
import { existsSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

export interface Chromium {
  executablePath: string
  env?: Record<string, string>
}

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROMIUM_PATH
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`)
  const executablePath = named ?? usualPlaces.find((path) => existsSync(path))
  if (executablePath) return { executablePath }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chromium found. Install Chrome, or set CHROMIUM_PATH to a Chromium program.')
  return packagedChromium()
}

/** Comes with the libraries it needs, since a machine without Chromium may lack those too. */
async function packagedChromium(): Promise<Chromium> {
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  const home = dirname(findPackageJSON('@sparticuz/chromium', import.meta.url)!)
  const libraries = await inflate(join(home, 'bin/al2023.tar.br'))
  const executablePath = await chromium.executablePath()
  return {
    executablePath,
    env: {
      LD_LIBRARY_PATH: join(libraries, 'lib'),
      FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf'),
    },
  }
}
