import { ORPCError } from '@orpc/client'

interface Answered {
  /** Status of the answer; 0 if there was no answer. */
  readonly status: number
  readonly code: string
  readonly message: string
  readonly details?: unknown
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number | undefined
}

/** Why a call of the API failed, in the words of the server, or because the server did not answer. */
export class ApiError extends ORPCError<string, unknown> {
  readonly retryAfter: number | undefined

  constructor({ status, code, message, details, retryAfter }: Answered) {
    super(code, { status, message, data: details })
    this.name = 'ApiError'
    this.retryAfter = retryAfter
  }

  /** More about it; for `invalid_input` the issues, each with its path. */
  get details(): unknown {
    return this.data
  }
}

/** Returns the error of a server that cannot be reached. */
export const unreachable = () =>
  new ApiError({ status: 0, code: 'unreachable', message: 'The server does not answer.' })

/** Returns the error of an answer of any shape. */
export function errorOf(
  body: unknown,
  { status, headers }: { status: number; headers: Readonly<Record<string, string | string[] | undefined>> },
): ApiError {
  const error = propertyOf(body, 'error')
  const [code, message] = [propertyOf(error, 'code'), propertyOf(error, 'message')]
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  return new ApiError({
    status,
    code: typeof code === 'string' ? code : String(status),
    message: typeof message === 'string' ? message : `The server answered ${status}.`,
    details: propertyOf(error, 'details'),
    retryAfter: Number.isNaN(seconds) ? undefined : seconds,
  })
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
