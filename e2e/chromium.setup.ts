/** Vitest global setup: finds or unpacks the Chromium before the stories start; two at once would unpack it over each other. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findChromium } from './chromium.ts'

export default async function setup(): Promise<void> {
  const { executablePath, env } = await findChromium()
  try {
    await promisify(execFile)(executablePath, ['--version'], { env: { ...process.env, ...env } })
  } catch (cause) {
    throw new Error(
      `${executablePath} does not start. If it was unpacked by an earlier run that was cut off, delete it and run again.`,
      { cause },
    )
  }
}
