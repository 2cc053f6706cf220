/**
 * Errors that a person can act on. `code` is stable and part of the API; `status` is the HTTP status of the API's
 * answer; the message names the culprit (file, tensor, expected and actual shape).
 */
export type ErrorCode =
  | 'bad_request'
  | 'not_found'
  | 'conflict'
  | 'unsupported'
  | 'invalid_input'
  | 'unauthorized'
  | 'forbidden'
  | 'rate_limited'
  | 'busy'
  | 'unavailable'
  | 'internal'

/** The HTTP status that the API answers an error with. */
export const STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  not_found: 404,
  conflict: 409,
  unsupported: 422,
  invalid_input: 422,
  unauthorized: 401,
  forbidden: 403,
  rate_limited: 429,
  busy: 503,
  unavailable: 503,
  internal: 500,
}

export class SemascopeError extends Error {
  readonly code: ErrorCode
  readonly details: unknown

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; details?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'SemascopeError'
    this.code = code
    this.details = options?.details
  }

  get status(): number {
    return STATUS[this.code]
  }
}

/** Returns the message of a thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
