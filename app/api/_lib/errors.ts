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
  'EPIPE',
])
/** What pg says without a code when a connection is cut, or none is to be had in time. */
const TRANSIENT_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/

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
        ...(known.code === 'rate_limited' ? { 'retry-after': String(secondsOf(known.details)) } : {}),
        ...(known.code === 'unauthorized' ? { 'www-authenticate': 'Bearer' } : {}),
      },
    },
  )
}

const secondsOf = (details: unknown) =>
  (details as { retryAfter?: number } | undefined)?.retryAfter ?? RETRY_AFTER

function asSemascopeError(error: unknown): SemascopeError {
  if (error instanceof SemascopeError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (TRANSIENT.has(code) || (error instanceof Error && TRANSIENT_WORDS.test(error.message)))
    return new SemascopeError('unavailable', 'the database does not answer yet', { cause: error })
  return new SemascopeError('internal', 'the server failed; its log has the cause', {
    cause: error,
  })
}
