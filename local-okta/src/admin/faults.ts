import type { FastifyInstance, FastifyRequest } from 'fastify'
import { choice } from '../pages/form.ts'
import { type Html, html } from '../pages/html.ts'
import { show } from './show.ts'

type FaultForm = { on?: string | string[]; once?: string }

/** The switchboard of lies this org can tell. */
export function faultPageRoutes(app: FastifyInstance): void {
  app.get('/admin/faults', async (request, reply) =>
    show(request, reply, { title: 'Faults', body: faultsBody(request) }),
  )
  app.post<{ Body: FaultForm }>('/admin/faults', async (request, reply) => {
    const { on = [], once } = request.body ?? {}
    const known = new Set(request.site.org.faults.list().map(({ name }) => name))
    request.site.org.faults.set(
      [on].flat().filter((name) => known.has(name)),
      { once: once === 'on' },
    )
    return reply.redirect('/admin/faults?done=faults', 303)
  })
}

function faultsBody(request: FastifyRequest): Html {
  const groups = Map.groupBy(request.site.org.faults.list(), ({ where }) => where)
  return html`<header><div><h1>Faults</h1><p class="quiet">What this org does wrong on purpose, to see how an app copes. A restart turns everything off. “Whole org, down” cuts this console off too: turn it off with PUT /faults.</p></div></header>
    <form method="post">
      <section class="card">
        ${choice('checkbox', 'once', 'on', 'Each only once', false, 'A fault turns itself off after its first use.')}
        <div class="row"><button class="primary">Save</button><button name="none" value="1" form="clear">Turn all off</button></div>
      </section>
      ${[...groups].map(
        ([
          where,
          faults,
        ]) => html`<fieldset class="card"><legend class="visually-hidden">${where}</legend><h2 aria-hidden="true">${where}</h2>
          <div class="switches">${faults.map(({ name, on, description }) => choice('checkbox', 'on', name, name, on, description))}</div>
        </fieldset>`,
      )}
      <button class="primary">Save</button>
    </form>
    <form id="clear" method="post"></form>`
}
