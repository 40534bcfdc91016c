import type { FastifyReply } from 'fastify'
import { oktaError } from '../oidc/errors.ts'
import type { FaultBoard } from './board.ts'

const HUGE_BYTES = 100 * 1024 * 1024
const SLOW_MS = 10_000
export const FOREIGN_HOST = 'https://attacker.invalid'

/**
 * Answers instead of the endpoint when a transport fault of that endpoint is on.
 * True when answered; a slow fault waits and then lets the endpoint answer.
 */
export async function answerWithFault(
  faults: FaultBoard,
  endpoint: 'token' | 'userinfo' | 'discovery' | 'jwks',
  reply: FastifyReply,
): Promise<boolean> {
  if (!faults.any) return false
  const on = (kind: string) => faults.use(`${endpoint}-${kind}`)
  if (on('slow')) await wait(reply)
  if (on('500')) return done(reply.code(500).send({ error: 'server_error' }))
  if (on('huge')) return done(stream(reply, HUGE_BYTES, 0))
  if (on('drip')) return done(stream(reply, 600, 1000))
  if (on('not-json')) return done(reply.type('text/html').send('<!doctype html><title>Maintenance</title>'))
  if (on('redirect'))
    return done(reply.redirect(`${FOREIGN_HOST}/${endpoint}`, endpoint === 'token' ? 307 : 302))
  if (on('200-error')) {
    return done(reply.send({ error: 'invalid_grant', error_description: 'Not as good as the status says.' }))
  }
  if (on('okta-error-shape')) {
    return done(reply.code(401).send(oktaError('invalid_client', "Invalid value for 'client_id' parameter.")))
  }
  return false
}

const done = (_reply: unknown) => true

function wait(reply: FastifyReply): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, SLOW_MS)
    // A caller that gave up must not keep the process waiting.
    reply.raw.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** A JSON string that does not end before `total` bytes, in small pieces or big ones. */
function stream(reply: FastifyReply, total: number, pauseMs: number): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'application/json' })
  raw.write('{"access_token":"')
  const piece = pauseMs ? 'x' : 'x'.repeat(64 * 1024)
  let sent = 0
  let timer: NodeJS.Timeout | undefined
  const push = () => {
    if (raw.destroyed) return
    if (sent >= total) return void raw.end('"}')
    sent += piece.length
    if (pauseMs) {
      raw.write(piece)
      timer = setTimeout(push, pauseMs)
    } else if (raw.write(piece)) setImmediate(push)
    else raw.once('drain', push)
  }
  raw.once('close', () => clearTimeout(timer))
  push()
}
