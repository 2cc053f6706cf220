import { database } from '@/lib/db/database'
import { addAuditEntry } from '@/lib/db/people/audit'
import { log } from '@/lib/log'
import { type ApiContext, askedOf, type Step } from './context'
import { statusOf } from './errors'

/** Fields of a body that say what a write changed, and never its content. */
const TARGETS = ['dictionary', 'feature', 'item', 'list', 'role'] as const

/** Records every write with its result in the audit log. If the log cannot be written, the write still counts. */
export const noteWrites: Step = async ({ next, ...options }) => {
  const { context } = options
  if (!askedOf(context).meta.writes) return next(options)
  try {
    const result = await next(options)
    if (result.matched) await note(context, result.response.status)
    return result
  } catch (error) {
    // rate-limited tries are not recorded, because anybody could fill the log with them
    if (statusOf(error) !== 429) await note(context, statusOf(error))
    throw error
  }
}

async function note(context: ApiContext, status: number): Promise<void> {
  const { person, notes, request } = context
  const { meta, pattern, params } = askedOf(context)
  try {
    const db = await database()
    await addAuditEntry(db, {
      personId: person?.id ?? null,
      who: person?.name ?? notes.who ?? 'unnamed',
      via: person?.via ?? (meta.needs === 'nobody' ? 'sign-in' : 'name'),
      action: pattern,
      target: targetOf(params, notes.body),
      status,
    })
  } catch (error) {
    log.error({ err: error, url: new URL(request.url).pathname }, 'a write is missing in the audit log')
  }
}

function targetOf(params: Readonly<Record<string, string>>, body: unknown): string {
  const known = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const chosen = TARGETS.filter((name) => ['string', 'number'].includes(typeof known[name]))
  const pairs = [
    ...Object.entries(params),
    ...chosen.filter((name) => params[name] === undefined).map((name) => [name, known[name]] as const),
  ]
  return pairs.map(([name, value]) => `${name} ${String(value).slice(0, 80)}`).join(', ')
}
