export function PortalPage() {
  return null
}
export function PortalHome() {
  return null
}
