import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, request } from 'undici'
import { isLoopbackName } from '../../settings.ts'

/** Milliseconds and bytes that an identity provider may cost us. */
export const outgoingLimits = { connect: 2000, whole: 5000, responseBytes: 1_000_000 } as const

/** A request that we refused to make, or an answer that we refused to read. */
export class OutgoingRefused extends Error {}

/** The answer was not complete in time. */
export class OutgoingTimeout extends Error {
  override readonly name = 'TimeoutError'
}

export type OutgoingRequest = { method: string; headers: Record<string, string>; body?: string | undefined }
export type Outgoing = {
  send(url: string, options: OutgoingRequest): Promise<Response>
  close(): Promise<void>
}

/**
 * Requests to Okta organizations: https on port 443 only, never to a private address (checked after DNS, at connect
 * time, so that rebinding does not help), no redirects, bounded in time and size. `allowLoopback` opens names under
 * `localhost`, which are loopback by definition (RFC 6761), and nothing else.
 */
export function outgoing(allowLoopback: boolean): Outgoing {
  const agent = new Agent({
    connect: { timeout: outgoingLimits.connect, lookup: guardedLookup(allowLoopback) },
    headersTimeout: outgoingLimits.whole,
    bodyTimeout: outgoingLimits.whole,
    maxResponseSize: outgoingLimits.responseBytes,
    connections: 64,
    // Well below the five seconds after which common servers hang up: a code cannot be sent a second time.
    keepAliveTimeout: 2000,
    keepAliveMaxTimeout: 2000,
  })
  return {
    async send(url, options) {
      refuseForbidden(new URL(url), allowLoopback)
      // AbortSignal.timeout would go off for finished requests too: five seconds later, an exception for each.
      const limit = new AbortController()
      const timer = setTimeout(
        () => limit.abort(new OutgoingTimeout(`${url} took too long`)),
        outgoingLimits.whole,
      )
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: options.method as 'GET' | 'POST',
          headers: options.headers,
          body: options.body ?? null,
          signal: limit.signal,
        })
        const text = await answer.body.text()
        return new Response(text === '' ? null : text, {
          status: answer.statusCode,
          headers: answer.headers as Record<string, string>,
        })
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => agent.close(),
  }
}

function refuseForbidden(url: URL, allowLoopback: boolean): void {
  const loopback = isLoopbackName(url.hostname)
  if (loopback && allowLoopback) return
  if (url.protocol !== 'https:') throw new OutgoingRefused(`${url.origin} is not https`)
  if (url.port !== '') throw new OutgoingRefused(`${url.origin} is not on port 443`)
  if (loopback) throw new OutgoingRefused(`${url.hostname} is a loopback name`)
  // A literal address never reaches `lookup`.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal)) refusePrivate(literal)
}

function guardedLookup(allowLoopback: boolean): LookupFunction {
  return (hostname, options, callback) => {
    if (isLoopbackName(hostname)) {
      if (!allowLoopback) return callback(new OutgoingRefused(`${hostname} is a loopback name`), '', 4)
      return options.all
        ? callback(null, [{ address: '127.0.0.1', family: 4 }])
        : callback(null, '127.0.0.1', 4)
    }
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 4)
      try {
        for (const { address } of addresses) refusePrivate(address)
      } catch (refused) {
        return callback(refused as Error, '', 4)
      }
      const first = addresses[0]!
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
    })
  }
}

/** Everything that is not ordinary public unicast: private, loopback, link-local (cloud metadata), mapped, reserved. */
function refusePrivate(address: string): void {
  const range = ipaddr.process(address).range()
  if (range !== 'unicast') throw new OutgoingRefused(`${address} is a ${range} address`)
}
