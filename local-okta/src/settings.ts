export type Settings = Readonly<{
  host: string
  port: number
  dataFile: string
  portalTemplate: string
  apiToken?: string
}>

export const PORTAL_TEMPLATE = 'http://{app.subdomain}.localhost:3000'

/** Environment -> settings. Throws one sentence when a value cannot be used. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const [host, port] = splitListen(env.LOCAL_OKTA_LISTEN || '127.0.0.1:3001')
  return Object.freeze({
    host,
    port,
    dataFile: env.LOCAL_OKTA_DATA || './data/local-okta.db',
    portalTemplate: env.LOCAL_OKTA_PORTAL_TEMPLATE || PORTAL_TEMPLATE,
    ...(env.LOCAL_OKTA_API_TOKEN ? { apiToken: env.LOCAL_OKTA_API_TOKEN } : {}),
  })
}

function splitListen(value: string): [string, number] {
  const match = /^(.+):(\d{1,5})$/.exec(value)
  const port = Number(match?.[2])
  if (!match || port > 65535)
    throw new Error(`LOCAL_OKTA_LISTEN must look like 127.0.0.1:3001, not "${value}"`)
  return [match[1]!.replace(/^\[|\]$/g, ''), port]
}
