import { dictionary } from './language.ts'

export const { desktop, statusNames } = await dictionary(() => import('./desktop.en.ts'), {
  de: () => import('./desktop.de.ts'),
  ar: () => import('./desktop.ar.ts'),
})
