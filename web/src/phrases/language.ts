import { recall, remember } from '../ui/storage.ts'

/**
 * How words come in several languages: `desktop.en.ts` has the words, `desktop.de.ts` and `desktop.ar.ts` the same
 * names with other words (`export const desktop: typeof english = …`, so a missing one does not compile), and
 * `desktop.ts` loads one of the three before whoever imports it runs:
 *
 *   export const { desktop } = await dictionary(() => import('./desktop.en.ts'), {
 *     de: () => import('./desktop.de.ts'),
 *     ar: () => import('./desktop.ar.ts'),
 *   })
 *
 * Readers write `import { desktop } from '../phrases/desktop.ts'` and use plain constants: another language is a
 * reload. The files with the words import types only, or loading them could wait for itself.
 */
export const languageNames = { en: 'English', de: 'Deutsch', ar: 'العربية' }
export type Language = keyof typeof languageNames

const key = 'koopid-language'
/** Their words are English only, so the words they share with others are too. */
const englishOnly = /^\/($|login|provider)/

const isLanguage = (name: string | null | undefined): name is Language =>
  name !== null && name !== undefined && Object.hasOwn(languageNames, name)

/** What was chosen here before, else the first language of the browser that there is. */
export function pickLanguage(path: string, chosen: string | null, wanted: readonly string[]): Language {
  if (englishOnly.test(path)) return 'en'
  if (isLanguage(chosen)) return chosen
  return wanted.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en'
}

export const language = pickLanguage(location.pathname, recall(key), navigator.languages)
export const direction = language === 'ar' ? 'rtl' : 'ltr'
/** For Intl: with the reader's region where the browser names one. */
export const locale =
  language === 'en' ? 'en' : (navigator.languages.find((tag) => tag.startsWith(language)) ?? language)

export function dictionary<Words>(
  english: () => Promise<Words>,
  others: Record<Exclude<Language, 'en'>, () => Promise<NoInfer<Words>>>,
): Promise<Words> {
  return language === 'en' ? english() : others[language]()
}

/** Before the first render. */
export function applyLanguage() {
  document.documentElement.lang = language
  document.documentElement.dir = direction
}

export function chooseLanguage(next: Language) {
  remember(key, next)
  location.reload()
}
