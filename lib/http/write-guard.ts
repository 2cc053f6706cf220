/**
 * Whether a write may go ahead. A browser on a hostile page can reach 127.0.0.1 in two ways: by posting
 * across origins, which the Origin and Sec-Fetch-Site headers betray, and by DNS rebinding, where the page's
 * own name is made to resolve here: then Origin and Host agree, and only a list of known hosts helps.
 * Requiring JSON keeps plain HTML forms out. Pure.
 */

export interface WriteRequest {
  readonly host: string | null
  readonly origin: string | null
  readonly secFetchSite: string | null
  readonly contentType: string | null
}

export interface WritePolicy {
  /** The host name this server listens on, such as 127.0.0.1. */
  readonly host: string
  /** More names writes are accepted on: `name`, or `name:port` for that port alone. */
  readonly allowedHosts: readonly string[]
}

export interface Refusal {
  readonly code: 'forbidden' | 'unsupported'
  readonly message: string
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const WILDCARD = ['0.0.0.0', '::', '[::]']

/** Null when the write may go ahead, else why not. */
export function refuseWrite(request: WriteRequest, policy: WritePolicy): Refusal | null {
  const host = parseHost(request.host)
  if (!host) return forbidden('the request has no valid Host header')
  if (!isKnown(host, policy))
    return forbidden(
      `writes are not accepted for host "${host.host}"; add it to ALLOWED_HOSTS if it is yours`,
    )
  if (request.origin !== null) {
    if (!sameHost(request.origin, host.host))
      return forbidden(`writes are not accepted from origin "${request.origin}"`)
  } else if (request.secFetchSite !== null && !['same-origin', 'none'].includes(request.secFetchSite))
    return forbidden(`writes are not accepted from a ${request.secFetchSite} page`)
  if (!/^application\/json\s*(;|$)/i.test(request.contentType ?? ''))
    return { code: 'unsupported', message: 'the Content-Type of a write must be application/json' }
  return null
}

const forbidden = (message: string): Refusal => ({ code: 'forbidden', message })

function parseHost(value: string | null): { host: string; name: string } | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(value ?? '')
  return match ? { host: match[0].toLowerCase(), name: match[1].toLowerCase() } : null
}

function isKnown(host: { host: string; name: string }, policy: WritePolicy): boolean {
  const own = policy.host.includes(':') && !policy.host.startsWith('[') ? `[${policy.host}]` : policy.host
  const known = [...LOOPBACK, ...(WILDCARD.includes(policy.host) ? [] : [own]), ...policy.allowedHosts]
  return known.some((name) => name.toLowerCase() === host.name || name.toLowerCase() === host.host)
}

/** Origin's host with port, default ports left out as browsers do. */
function sameHost(origin: string, host: string): boolean {
  const match = /^(https?):\/\/([^/?#@]+)$/i.exec(origin)
  if (!match) return false
  const port = match[1].toLowerCase() === 'https' ? ':443' : ':80'
  const strip = (value: string) => (value.endsWith(port) ? value.slice(0, -port.length) : value)
  return strip(match[2].toLowerCase()) === strip(host)
}
