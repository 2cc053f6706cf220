import type { OpenAPIHandlerOptions } from '@orpc/openapi/fetch'
import type { ResponseHeadersPluginContext } from '@orpc/server/plugins'
import type { OperationMeta } from '@/lib/contract/operations/operation'
import type { Person } from '@/lib/domain/person'

/** The operation that a request asks for. */
export interface Asked {
  readonly meta: OperationMeta
  /** `POST /api/v1/runs/{run}/cancel` */
  readonly pattern: string
  /** Parameters of the path, as they were sent. */
  readonly params: Readonly<Record<string, string>>
  readonly hasBody: boolean
}

/** What is known about a request. */
export interface ApiContext extends ResponseHeadersPluginContext {
  readonly request: Request
  /** Set as soon as the operation is found. */
  readonly asked?: Asked
  /** The account that asks, on a server with accounts. */
  readonly person?: Person
  /** For the audit log: the body as it was sent, and the name that a valid one is signed with. */
  readonly notes: { body?: unknown; who?: string }
}

/** A step that every request passes. A step throws to refuse a request, else it calls `next`. */
export type Step = NonNullable<OpenAPIHandlerOptions<ApiContext>['interceptors']>[number]

/** Returns the operation of a request. Throws if the operation is not found yet. */
export function askedOf({ asked }: ApiContext): Asked {
  if (!asked) throw new TypeError('the operation is not found yet')
  return asked
}
