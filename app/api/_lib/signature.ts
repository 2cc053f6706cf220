import type { OpenAPIHandlerOptions } from '@orpc/openapi/fetch'
import type { ApiContext } from './context'

/** Fields of a body or query that say who writes or asks. */
const SIGNATURES = ['annotator', 'author', 'person'] as const

type InputStep = NonNullable<OpenAPIHandlerOptions<ApiContext>['clientInterceptors']>[number]

/** Signs an input with the name of the account, whatever name was sent; only on a server with accounts. */
export const sign: InputStep = ({ next, ...options }) => {
  const name = options.context.person?.name
  if (name === undefined) return next(options)
  const { params, query, body } = options.input as Readonly<Record<string, unknown>>
  return next({ ...options, input: { params, query: signed(query, name), body: signed(body, name) } })
}

function signed(fields: unknown, name: string): unknown {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return fields
  return { ...fields, ...Object.fromEntries(SIGNATURES.map((field) => [field, name])) }
}

/** Returns the name that signs a valid input; for signing in this is an e-mail address. */
export function signatureOf(input: unknown): string | undefined {
  const body = (input as { body?: Record<string, unknown> } | undefined)?.body ?? {}
  const found = [...SIGNATURES, 'email']
    .map((field) => body[field])
    .find((value) => typeof value === 'string')
  return found as string | undefined
}
