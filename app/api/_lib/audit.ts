import { database } from '@/lib/db/database'
import { addAuditEntry } from '@/lib/db/people/audit'
import { log } from '@/lib/log'
import { personOf, signatureOf } from './person'

/** Parts of a body that say what was written to, never what was written. */
const TARGETS = ['dictionary', 'feature', 'item', 'list', 'role'] as const

export interface Written {
  readonly request: Request
  readonly params: Readonly<Record<string, string | string[] | undefined>>
  readonly body: unknown
  readonly status: number
  /** Whether the request is one that signs somebody in. */
  readonly isSignIn: boolean
}

/** Notes a write in the audit log. A log that cannot be written to does not undo the write. */
export async function audit({ request, params, body, status, isSignIn }: Written): Promise<void> {
  const person = personOf(request)
  try {
    const { pool } = await database()
    await addAuditEntry(pool, {
      personId: person?.id ?? null,
      who: person?.name ?? signatureOf(request) ?? 'unnamed',
      via: person?.via ?? (isSignIn ? 'sign-in' : 'name'),
      action: `${request.method} ${patternOf(new URL(request.url).pathname, params)}`,
      target: targetOf(params, body),
      status,
    })
  } catch (error) {
    log.error({ err: error, url: new URL(request.url).pathname }, 'a write is missing in the audit log')
  }
}

/** `/api/v1/runs/7/cancel` to `/api/v1/runs/{run}/cancel`. */
export function patternOf(pathname: string, params: Written['params']): string {
  const named = new Map(Object.entries(params).map(([name, value]) => [String(value), `{${name}}`]))
  return pathname
    .split('/')
    .map((segment) => named.get(decoded(segment)) ?? segment)
    .join('/')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function targetOf(params: Written['params'], body: unknown): string {
  const known = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const chosen = TARGETS.filter((name) => ['string', 'number'].includes(typeof known[name]))
  const pairs = [
    ...Object.entries(params),
    ...chosen.filter((name) => params[name] === undefined).map((name) => [name, known[name]] as const),
  ]
  return pairs.map(([name, value]) => `${name} ${String(value).slice(0, 80)}`).join(', ')
}
