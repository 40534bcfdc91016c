import { dictionary } from './language.ts'

export const { common, roleNames, planNames } = await dictionary(() => import('./common.en.ts'), {
  de: () => import('./common.de.ts'),
  ar: () => import('./common.ar.ts'),
})
