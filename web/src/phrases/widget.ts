import { dictionary } from './language.ts'

export const { widget } = await dictionary(() => import('./widget.en.ts'), {
  de: () => import('./widget.de.ts'),
  ar: () => import('./widget.ar.ts'),
})
