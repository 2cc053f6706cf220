import { SemascopeError } from '@/lib/errors'
import { log } from '@/lib/log'

/** Seconds after which a client may try again when the database or a queue is not ready. */
const RETRY_AFTER = 2
/** Postgres and socket errors that say "not now" rather than "never". */
const TRANSIENT = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOENT',
  '53300',
  '57P01',
  '57P02',
  '57P03',
])

/** `{error: {code, message, details?}}` with the right status; unexpected errors are logged, not shown. */
export function errorResponse(error: unknown, request: Request): Response {
  const known = asSemascopeError(error)
  if (known.status >= 500) log.error({ err: error, url: request.url }, known.message)
  return Response.json(
    {
      error: {
        code: known.code,
        message: known.message,
        ...(known.details === undefined ? {} : { details: known.details }),
      },
    },
    {
      status: known.status,
      headers: {
        'cache-control': 'no-store',
        ...(known.status === 503 ? { 'retry-after': String(RETRY_AFTER) } : {}),
      },
    },
  )
}

function asSemascopeError(error: unknown): SemascopeError {
  if (error instanceof SemascopeError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (TRANSIENT.has(code))
    return new SemascopeError('unavailable', 'the database does not answer yet', { cause: error })
  return new SemascopeError('internal', 'the server failed; its log has the cause', {
    cause: error,
  })
}
