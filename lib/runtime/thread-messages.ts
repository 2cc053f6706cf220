import { type ErrorCode, messageOf, SemascopeError } from '@/lib/errors'

/** What crosses between thread-pool.ts and thread-host.ts. */
export type ToThread =
  | { readonly kind: 'call'; readonly id: number; readonly task: string; readonly payload: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close' }

export type FromThread =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'progress'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: PlainError }

/** Structured cloning strips an error's class and own fields, so errors travel as plain objects. */
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

/** The same SemascopeError again; anything else becomes `internal`, its message led by the task's name. */
export function fromPlainError(task: string, plain: PlainError): SemascopeError {
  const code = plain.code ?? 'internal'
  const message = plain.code ? plain.message : `task "${task}" failed: ${plain.message}`
  const error = new SemascopeError(code, message, { details: plain.details })
  if (plain.stack) error.stack = `${error.stack}\nin the thread: ${plain.stack}`
  return error
}
