import { serve } from './serve.ts'
import { SettingsError, settingsFromEnvironment } from './settings.ts'

try {
  await serve(settingsFromEnvironment())
} catch (error) {
  console.error(error instanceof SettingsError ? error.message : error)
  process.exit(1)
}
