/**
 * Decides whether a write may go ahead. A browser on a hostile page can reach 127.0.0.1 in two ways: by DNS rebinding,
 * which the check of the Host header stops (known-host.ts), and by posting across origins, which the Origin and
 * Sec-Fetch-Site headers betray. Requiring JSON keeps plain HTML forms out. Pure.
 */
import { forbidden, type HostPolicy, parseHost, type Refusal, refuseHost } from './known-host'

export interface WriteRequest {
  readonly host: string | null
  readonly origin: string | null
  readonly secFetchSite: string | null
  readonly contentType: string | null
}

/** Returns null if the write may go ahead, else why it is refused. */
export function refuseWrite(request: WriteRequest, policy: HostPolicy): Refusal | null {
  const refusal = refuseHost(request.host, policy)
  if (refusal) return refusal
  if (request.origin !== null) {
    if (!sameHost(request.origin, parseHost(request.host)?.host ?? ''))
      return forbidden(`writes are not accepted from origin "${request.origin}"`)
  } else if (request.secFetchSite !== null && !['same-origin', 'none'].includes(request.secFetchSite))
    return forbidden(`writes are not accepted from a ${request.secFetchSite} page`)
  if (!/^application\/json\s*(;|$)/i.test(request.contentType ?? ''))
    return { code: 'unsupported', message: 'the Content-Type of a write must be application/json' }
  return null
}

/** Returns true if an origin has this host and port; default ports are left out, as browsers do. */
function sameHost(origin: string, host: string): boolean {
  const match = /^(https?):\/\/([^/?#@]+)$/i.exec(origin)
  if (!match) return false
  const port = match[1].toLowerCase() === 'https' ? ':443' : ':80'
  const strip = (value: string) => (value.endsWith(port) ? value.slice(0, -port.length) : value)
  return strip(match[2].toLowerCase()) === strip(host)
}
