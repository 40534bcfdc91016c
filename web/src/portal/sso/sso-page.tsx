export function SsoPage() {
  return null
}
