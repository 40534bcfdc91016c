/** What any JSON answer through the web framework costs: a session view, to everybody. */
import Fastify from 'fastify'

const app = Fastify()
app.get('/readyz', () => ({ ready: true }))
app.get('/api/v1/session', () => ({
  user: {
    id: '00000000-0000-0000-0000-000000000000',
    email: 'known1@bench.example',
    name: 'Person known1',
    role: 'none',
    agent: true,
    source: 'okta',
  },
  provider: { id: 1, name: 'Bench', plan: 'enterprise', subdomain: 'app' },
  launch: { alertSound: false },
  preferences: { alertSound: null },
  expiresAt: '2030-01-01T00:00:00.000Z',
}))
await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) })
