import type { AnyContractProcedure } from '@orpc/contract'
import { traverseContractProcedures } from '@orpc/server'
import { expect } from 'vitest'
import type { z } from 'zod'
import { answer } from '@/app/api/_lib/handler'
import { contract } from '@/lib/contract/operations'
import type { OperationMeta } from '@/lib/contract/operations/operation'
import { API_ROOT } from '@/lib/contract/paths'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** An operation as the contract states it. */
export interface Operation {
  /** Such as `runs.cancel`. */
  readonly name: string
  readonly method: Method
  /** Such as `/runs/{run}/cancel`. */
  readonly path: string
  readonly meta: OperationMeta
  readonly status: number
  /** Shape of a success, unless it is a file. */
  readonly output: z.ZodType | undefined
}

/** Returns every operation of the contract. */
export function operations(): Operation[] {
  const found: Operation[] = []
  traverseContractProcedures({ path: [], router: contract }, ({ contract: procedure, path }) => {
    const { route, meta, outputSchema } = (procedure as AnyContractProcedure)['~orpc']
    found.push({
      name: path.join('.'),
      method: route.method as Method,
      path: route.path ?? '',
      meta: meta as OperationMeta,
      status: route.successStatus ?? 200,
      output: route.outputStructure === 'detailed' ? undefined : (outputSchema as z.ZodType),
    })
  })
  return found
}

export const HOST = 'localhost:3210'

export interface Sent {
  readonly params?: Readonly<Record<string, string | number>>
  /** With its question mark. */
  readonly query?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** The operation's name in the tables of tests: `POST /runs/{run}/cancel`. */
export const keyOf = ({ method, path }: Operation): string => `${method} ${path}`

/** Sends what an operation is asked with; throws for a key that the contract lacks. */
export function ask(key: string, sent: Sent = {}): Promise<Response> {
  const operation = operations().find((known) => keyOf(known) === key)
  if (!operation) throw new Error(`there is no ${key}`)
  return send(operation.method, operation.path, sent)
}

/**
 * Sends a request to the API as a browser of this server would, without a server between. `path` stands under /api/v1 and
 * may have the names of `params` in braces, 0 where none is given. A success of an operation must have the status and the shape of the contract.
 */
export async function send(method: Method, path: string, sent: Sent = {}): Promise<Response> {
  const { params = {}, query = '', body, headers = {} } = sent
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? '0'))
  const response = await answer(
    new Request(`http://${HOST}${API_ROOT}${filled}${query}`, {
      method,
      headers: { host: HOST, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
  const operation = operations().find((known) => known.method === method && known.path === path)
  if (operation && response.ok) {
    expect(response.status, `${method} ${path}`).toBe(operation.status)
    if (operation.output) {
      const json: unknown = await response.clone().json()
      expect(operation.output.parse(json), `${method} ${path}`).toEqual(json)
    }
  }
  return response
}
