import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { KeyRole } from '../org/keys.ts'
import { choice, confirmed } from '../pages/form.ts'
import { type Html, html } from '../pages/html.ts'
import { show } from './show.ts'

const ROLES: Record<KeyRole, string> = {
  signing: 'Signs ID tokens',
  standby: 'Published ahead',
  previous: 'Still published',
}

/** Security → Keys, with the org's choice of thin or fat ID tokens. */
export function keyRoutes(app: FastifyInstance): void {
  app.get('/admin/keys', async (request, reply) =>
    show(request, reply, { title: 'Keys', body: keysBody(request) }),
  )
  app.post<{ Body: { emergency?: string } }>('/admin/keys/rotate', async (request, reply) => {
    await request.site.org.keys.rotate({ emergency: request.body?.emergency === 'yes' })
    return reply.redirect('/admin/keys?done=rotated', 303)
  })
  app.post<{ Body: { claims?: string } }>('/admin/keys/claims', async (request, reply) => {
    request.site.org.configure({ fatIdToken: request.body?.claims === 'fat' })
    return reply.redirect('/admin/keys?done=saved', 303)
  })
}

function keysBody(request: FastifyRequest): Html {
  const { org } = request.site
  const { fatIdToken } = org.settings()
  return html`<header><h1>Keys</h1><form method="post" action="/admin/keys/rotate"><button class="primary">Rotate key</button></form></header>
    <section class="card"><h2>Signing keys</h2>
      <table class="stack"><thead><tr><th>Key ID</th><th>Use</th><th>Created</th></tr></thead><tbody>${org.keys
        .list()
        .map(
          ({ kid, role, created }) =>
            html`<tr><td><code>${kid}</code></td><td><span class="state ${role === 'signing' ? 'on' : ''}">${ROLES[role]}</span></td><td>${new Date(created * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC</td></tr>`,
        )}</tbody></table>
    </section>
    <section class="card"><h2>Emergency rotation</h2>
      <p>After a key has leaked: a new key signs and every key published so far disappears at once.</p>
      ${confirmed({ id: 'emergency', button: 'Rotate in an emergency', title: 'Drop every published key?', text: 'Tokens signed so far can no longer be verified.', action: '/admin/keys/rotate', confirm: 'Rotate now', fields: { emergency: 'yes' } })}
    </section>
    <form class="card" method="post" action="/admin/keys/claims"><h2>ID token claims</h2>
      <fieldset><legend class="visually-hidden">ID token claims</legend>
        ${choice('radio', 'claims', 'thin', 'Thin', !fatIdToken, 'Name, e-mail and username; the rest comes from the userinfo endpoint. What Okta does.')}
        ${choice('radio', 'claims', 'fat', 'Fat', fatIdToken, 'Every claim of the granted scopes.')}
      </fieldset>
      <button class="primary">Save</button>
    </form>`
}
