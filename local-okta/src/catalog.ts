import type { App } from './org/apps.ts'

export type Listing = {
  name: string
  label: string
  vendor: string
  category: string
  summary: string
  capabilities: string[]
  features: string[]
  requirements: string[]
}

/** The one listing of the local app catalog; its texts are those of Koopid's Okta how-to. */
export const KOOPID: Listing = {
  name: 'koopidai',
  label: 'Koopid AI',
  vendor: 'Koopid',
  category: 'Collaboration',
  summary: 'Single sign-on for the Koopid agent desktop portal.',
  capabilities: ['OIDC'],
  features: [
    'Single Sign-On (OpenID Connect) through Okta',
    'Automatically creates user accounts in Koopid AI when Single-Sign-On initiated by your Okta users',
    'This feature works for login into Koopid Agent portal.',
  ],
  requirements: [
    'A Koopid AI provider account. The integration is only available for Workspaces on the Business and Enterprise plans.',
    'The Okta username format must be the e-mail address.',
    'The assigned users must have “Display Name” set.',
  ],
}

export const CATALOG = [KOOPID]

/**
 * The listing's URL templates, filled in. Okta substitutes tenant settings as raw text, without URL
 * encoding: that is why the how-to's `718&alertsound=true` works as a Provider ID.
 */
export function urlsOf(app: Pick<App, 'subdomain' | 'providerId'>, portalTemplate: string) {
  const fill = (template: string) =>
    template.replaceAll('{app.subdomain}', app.subdomain).replaceAll('{app.providerId}', app.providerId)
  return {
    redirectUri: fill(`${portalTemplate}/sso/okta/callback`),
    initiateLoginUri: fill(`${portalTemplate}/sso/okta/initiate?provider={app.providerId}`),
    postLogoutRedirectUri: fill(`${portalTemplate}/login`),
  }
}

/** Whether the admin has filled in what the templates need, with usable URLs as the result. */
export function isConfigured(app: Pick<App, 'subdomain' | 'providerId'>, portalTemplate: string): boolean {
  if (!app.subdomain || !app.providerId) return false
  return Object.values(urlsOf(app, portalTemplate)).every((url) => URL.canParse(url))
}

/** Where a tile points: Okta's app embed link, /home/{app name}/{instance id} (Okta help, "App Embed Link"). */
export function tilePath(app: Pick<App, 'id' | 'name'>): string {
  return `/home/${app.name}/${app.id}`
}
