import { type FailureCode, failures } from '@koopid/contract/failures'

/** The heading that the person saw. A code of another version of the server is shown as it is, in words. */
export function codeInWords(code: string): string {
  if (Object.hasOwn(failures, code)) return failures[code as FailureCode].title
  const words = code.split('.').at(-1)!.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
