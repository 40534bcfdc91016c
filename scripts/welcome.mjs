import { samplePassword } from './seed.mjs'

export function welcome(publicUrl, okta, shop) {
  const portal = (subdomain) => `${publicUrl.protocol}//${subdomain}.${publicUrl.host}`
  const org = (name) => okta.replace('{org}', name)
  return `
Koopid AI is ready.

  Globex, connected to Okta    ${portal('app')}/login            Provider ID 719
  Acme, not connected yet      ${portal('us-east.app')}/login    Provider ID 718
  Okta organization of Globex  ${org('globex')}
  Okta organization of Acme    ${org('acme')}
  A shop with Globex's chat    ${shop}

  In Okta, password Local-Okta-1
    Globex  administrator admin@globex.com, agents gia.agent@globex.com, hal.agent@globex.com
    Acme    administrator admin@acme.com, agents ada.agent@acme.com, ben.agent@acme.com
  In the portal, password ${samplePassword}
    administrators admin@globex.example, admin@acme.example

Next: open ${org('globex')}, sign in as gia.agent@globex.com and click the Koopid AI tile.
Go available there, then write from the shop as a customer.
Or connect Acme yourself: docs/okta-admin-guide.md, with Provider ID 718.

Ctrl-C stops everything. Data and logs are in data/.`
}
