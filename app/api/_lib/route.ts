/**
 * The one wrapper of every API route: parses params, query and body with zod, guards writes, turns what is
 * thrown into the error envelope. A handler returns plain data, or a Response for streams.
 */
import type { z } from 'zod'
import { refuseWrite } from '@/lib/api/write-guard'
import { config } from '@/lib/config'
import { SemascopeError } from '@/lib/errors'
import { errorResponse } from './errors'

/** Longest body of a write, bytes. */
const MAX_BODY = 1_048_576
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]

interface Shapes<P, Q, B> {
  /** Of the path's segments. */
  readonly params?: z.ZodType<P>
  /** Of the search parameters; a repeated one arrives as a list. */
  readonly query?: z.ZodType<Q>
  /** Of the JSON body. */
  readonly body?: z.ZodType<B>
  /** Status of a success; default 200. */
  readonly status?: number
}

interface Input<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly request: Request
}

type Context = { params: Promise<Record<string, string | string[] | undefined>> }
export type RouteHandler = (request: Request, context: Context) => Promise<Response>

/** Makes a route handler. Reads are never cached; writes must pass the Host and Origin checks. */
export function route<P = undefined, Q = undefined, B = undefined>(
  shapes: Shapes<P, Q, B>,
  handle: (input: Input<P, Q, B>) => Promise<unknown>,
): RouteHandler {
  return async (request, context) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') guard(request)
      const params = parse(shapes.params, await context.params, 'path')
      const query = parse(shapes.query, searchParams(request), 'query')
      const body = shapes.body ? parse(shapes.body, await readJson(request), 'body') : (undefined as B)
      const answer = await handle({ params, query, body, request })
      if (answer instanceof Response) return answer
      return Response.json(answer, {
        status: shapes.status ?? 200,
        headers: { 'cache-control': 'no-store' },
      })
    } catch (error) {
      return errorResponse(error, request)
    }
  }
}

/** Handlers that answer 405 for every method but the given ones; spread into a route's exports. */
export function otherMethods(...allowed: readonly Method[]): Record<Method, RouteHandler> {
  const refuse: RouteHandler = async (request) =>
    Response.json(
      {
        error: {
          code: 'method_not_allowed',
          message: `${request.method} is not answered here, only ${allowed.join(', ')}`,
        },
      },
      { status: 405, headers: { allow: allowed.join(', ') } },
    )
  return Object.fromEntries(METHODS.map((method) => [method, refuse])) as Record<Method, RouteHandler>
}

function guard(request: Request): void {
  const { host, allowedHosts } = config()
  const refusal = refuseWrite(
    {
      host: request.headers.get('host'),
      origin: request.headers.get('origin'),
      secFetchSite: request.headers.get('sec-fetch-site'),
      contentType: request.headers.get('content-type'),
    },
    { host, allowedHosts },
  )
  if (refusal) throw new SemascopeError(refusal.code, refusal.message)
}

function searchParams(request: Request): Record<string, string | string[]> {
  const url = new URL(request.url)
  return Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((key) => {
      const values = url.searchParams.getAll(key)
      return [key, values.length === 1 ? values[0] : values]
    }),
  )
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > MAX_BODY)
    throw new SemascopeError('bad_request', `the body is longer than ${MAX_BODY} characters`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new SemascopeError('bad_request', 'the body is not JSON', { cause })
  }
}

function parse<T>(shape: z.ZodType<T> | undefined, value: unknown, where: string): T {
  if (!shape) return undefined as T
  const result = shape.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const first = issues[0]
  throw new SemascopeError(
    'invalid_input',
    `${where}${first.path ? ` "${first.path}"` : ''}: ${first.message}`,
    { details: issues, cause: result.error },
  )
}
