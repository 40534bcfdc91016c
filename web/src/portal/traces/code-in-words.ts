/** `sign_in.email_format_not_allowed` → `Email format not allowed`. */
export function codeInWords(code: string): string {
  const words = code.slice(code.indexOf('.') + 1).replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
