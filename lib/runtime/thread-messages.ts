import { type ErrorCode, messageOf, SemascopeError } from '@/lib/errors'

/** Messages between thread-pool.ts and thread-host.ts. */
export type ToThread =
  | { readonly kind: 'call'; readonly id: number; readonly task: string; readonly payload: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close' }

export type FromThread =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'progress'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: PlainError }

/** An error as a plain object, since structured cloning drops the class and the own fields of an error. */
export interface PlainError {
  readonly code: ErrorCode | null
  readonly message: string
  readonly details: unknown
  readonly stack: string | undefined
}

export function toPlainError(error: unknown): PlainError {
  const own = error instanceof SemascopeError
  return {
    code: own ? error.code : null,
    message: messageOf(error),
    details: own ? error.details : undefined,
    stack: error instanceof Error ? error.stack : undefined,
  }
}

/**
 * Restores a SemascopeError; any other error becomes `internal`, with the name of the task in front of its message.
 */
export function fromPlainError(task: string, plain: PlainError): SemascopeError {
  const code = plain.code ?? 'internal'
  const message = plain.code ? plain.message : `task "${task}" failed: ${plain.message}`
  const error = new SemascopeError(code, message, { details: plain.details })
  if (plain.stack) error.stack = `${error.stack}\nin the thread: ${plain.stack}`
  return error
}
