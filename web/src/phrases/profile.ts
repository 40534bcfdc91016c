import { dictionary } from './language.ts'

export const { profile } = await dictionary(() => import('./profile.en.ts'), {
  de: () => import('./profile.de.ts'),
  ar: () => import('./profile.ar.ts'),
})
