import { ORPCError, ValidationError } from '@orpc/contract'
import { isUnavailable } from '@/lib/db/refusals'
import { SemascopeError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Step } from './context'

/** Seconds after which a client may try again if the database or a queue is not ready. */
const RETRY_AFTER = 2

/** Answers the errors of later steps in the error envelope. No cache may keep an answer. */
export const answerErrors: Step = async ({ next, ...options }) => {
  try {
    const result = await next(options)
    if (!result.matched) return result
    const { response } = result
    return {
      matched: true,
      response: { ...response, headers: { 'cache-control': 'no-store', ...response.headers } },
    }
  } catch (error) {
    return { matched: true, response: errorAnswer(error, options.request.url.href) }
  }
}

/** Returns `{error: {code, message, details?}}` with its status; unexpected errors are logged, not shown. */
export function errorAnswer(error: unknown, url: string) {
  // an error with an answer in the contract: a server that is starting
  if (error instanceof ORPCError && error.defined)
    return {
      status: error.status as number,
      headers: { 'cache-control': 'no-store', 'retry-after': String(RETRY_AFTER) },
      body: error.data as unknown,
    }
  const known = toSemascopeError(error)
  const { code, message, details, status } = known
  if (status >= 500) log.error({ err: error, url }, message)
  return {
    status,
    headers: {
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': String(RETRY_AFTER) } : {}),
      ...(code === 'rate_limited' ? { 'retry-after': String(secondsOf(details)) } : {}),
      ...(code === 'unauthorized' ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body: { error: { code, message, ...(details === undefined ? {} : { details }) } },
  }
}

/** Returns the status of an error. */
export const statusOf = (error: unknown): number => toSemascopeError(error).status

const secondsOf = (details: unknown) =>
  (details as { retryAfter?: number } | undefined)?.retryAfter ?? RETRY_AFTER

function toSemascopeError(error: unknown): SemascopeError {
  if (error instanceof SemascopeError) return error
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError)
    return invalidInput(error.cause)
  if (isUnavailable(error))
    return new SemascopeError('unavailable', 'the database does not answer yet', { cause: error })
  return new SemascopeError('internal', 'the server failed; its log has the cause', { cause: error })
}

const PARTS = { query: 'query', params: 'path', body: 'body' } as const

/** Returns an error such as `query "limit": …`, with every issue of that part of the input in its details. */
function invalidInput(cause: ValidationError): SemascopeError {
  const issues = cause.issues.map(({ message, path = [] }) => {
    const [part, ...keys] = path.map((key) => String(typeof key === 'object' ? key.key : key))
    return { part, path: keys.join('.'), message }
  })
  const part = (['query', 'params', 'body'] as const).find((name) =>
    issues.some((issue) => issue.part === name),
  )
  const details = issues
    .filter((issue) => part === undefined || issue.part === part)
    .map(({ path, message }) => ({ path, message }))
  const [first] = details
  const where = part ? PARTS[part] : 'input'
  return new SemascopeError(
    'invalid_input',
    `${where}${first.path ? ` "${first.path}"` : ''}: ${first.message}`,
    { details, cause },
  )
}
