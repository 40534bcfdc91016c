import { make } from './element.ts'
import style from './style.css?inline'

const usual = '#0c7a72'

/** Gives the launcher its style, which neither takes anything from the page's nor changes it. */
export function dress(shadow: ShadowRoot, direction: 'ltr' | 'rtl'): void {
  const whole = `:host{direction:${direction}}${style}`
  try {
    // Not an inline style: the page's content security policy may forbid those.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(whole)
    shadow.adoptedStyleSheets = [sheet]
  } catch {
    shadow.append(make('style', { textContent: whole }))
  }
}

/** Colours the launcher, in an ink that can be read on it. What is no colour becomes the usual one. */
export function paint(holder: HTMLElement, wanted: unknown): void {
  const hex = typeof wanted === 'string' && /^#[0-9a-f]{6}$/i.test(wanted) ? wanted : usual
  holder.style.setProperty('--colour', hex)
  holder.style.setProperty('--ink', inkOn(hex))
}

/** Luminance by the short formula: every colour keeps the 4.5:1 that WCAG asks for. */
function inkOn(hex: string): '#000' | '#fff' {
  const part = (at: number) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) > 0.18 ? '#000' : '#fff'
}
