/** Portal origins, built from `KOOPID_PUBLIC_URL` and a subdomain; never from the `Host` header. */
export type Origins = {
  /** `https://us-east.app.koopid.ai` */
  origin(subdomain: string): string
  /** The subdomain that a `Host` header names, or `undefined` when it is not below our base host on our port. */
  subdomainOf(host: string | undefined): string | undefined
  readonly scheme: 'http:' | 'https:'
}

export function originsFor(publicUrl: URL): Origins {
  const suffix = `.${publicUrl.host}`
  const scheme = publicUrl.protocol as 'http:' | 'https:'
  return {
    scheme,
    origin: (subdomain) => `${scheme}//${subdomain}${suffix}`,
    subdomainOf(host) {
      const name = host?.toLowerCase()
      return name?.endsWith(suffix) && name.length > suffix.length ? name.slice(0, -suffix.length) : undefined
    },
  }
}
