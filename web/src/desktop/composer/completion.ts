export type Option = { id: string; label: string; detail: string; insert: string }
export type Token = { trigger: '/' | '@'; text: string; from: number; to: number }

/** The word at the caret, when it starts with a sign that offers something. */
export function tokenAt(text: string, caret: number, triggers: string): Token | undefined {
  const before = text.slice(0, caret)
  const start = Math.max(before.lastIndexOf(' '), before.lastIndexOf('\n')) + 1
  const trigger = before[start]
  if (!trigger || !triggers.includes(trigger)) return undefined
  return { trigger: trigger as Token['trigger'], text: before.slice(start + 1), from: start, to: caret }
}

/** The text with the token replaced, and where the caret stands then. */
export function completed(text: string, token: Token, insert: string): { text: string; caret: number } {
  const gap = token.trigger === '@' ? ' ' : ''
  const caret = token.from + insert.length + gap.length
  return { text: text.slice(0, token.from) + insert + gap + text.slice(token.to), caret }
}

const plain = (text: string) => text.toLocaleLowerCase()

/** Those that start with what was typed come before those that have it somewhere. */
export function matching(options: Option[], typed: string, most = 8): Option[] {
  const wanted = plain(typed)
  const starts = options.filter(({ label, detail }) =>
    [label, detail].some((text) => plain(text).startsWith(wanted)),
  )
  const has = options.filter((one) => !starts.includes(one) && plain(one.label + one.detail).includes(wanted))
  return [...starts, ...has].slice(0, most)
}

/** `{{customer}}` and `{{agent}}` become names. */
export const filled = (body: string, names: { customer: string; agent: string }) =>
  body.replace(/\{\{\s*(customer|agent)\s*\}\}/g, (_all, who: 'customer' | 'agent') => names[who])
