/**
 * Decides by the Host header whether a request may go on. By DNS rebinding, a hostile page makes its own name resolve
 * to this machine; the browser then takes our answers for answers of that page. The Host header still names the hostile
 * site, so every request must name a known host. X-Forwarded-Host is never read, because a page can send any value of
 * it. A proxy in front must pass Host on. Pure.
 */

export interface HostPolicy {
  /** The address this server listens on, such as 127.0.0.1. */
  readonly host: string
  /** More names of this server: `name`, or `name:port` for that port alone. */
  readonly allowedHosts: readonly string[]
}

export interface Refusal {
  readonly code: 'forbidden' | 'unsupported'
  readonly message: string
}

interface Host {
  /** Lower case, with the port if it was sent. */
  readonly host: string
  /** Without the port. */
  readonly name: string
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const WILDCARD = ['0.0.0.0', '::', '[::]']

/** Returns null if the Host header names this server, else why the request is refused. */
export function refuseHost(header: string | null, policy: HostPolicy): Refusal | null {
  const host = parseHost(header)
  if (!host) return forbidden('the request has no valid Host header')
  if (isKnown(host, policy)) return null
  return forbidden(`this server is not known as "${host.host}"; add it to ALLOWED_HOSTS if it is yours`)
}

export const forbidden = (message: string): Refusal => ({ code: 'forbidden', message })

/** Reads a Host header. Returns null if the header is missing or malformed. */
export function parseHost(header: string | null): Host | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(header ?? '')
  return match ? { host: match[0].toLowerCase(), name: match[1].toLowerCase() } : null
}

function isKnown({ host, name }: Host, policy: HostPolicy): boolean {
  const own = policy.host.includes(':') && !policy.host.startsWith('[') ? `[${policy.host}]` : policy.host
  const known = [...LOOPBACK, ...(WILDCARD.includes(policy.host) ? [] : [own]), ...policy.allowedHosts]
  return known.some((entry) => entry.toLowerCase() === name || entry.toLowerCase() === host)
}
