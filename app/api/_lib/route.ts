/**
 * The one wrapper of every API route: guards writes, finds who asks and whether they may, parses params, query and
 * body with zod, notes writes in the audit log, turns what is thrown into the error envelope. A handler returns
 * plain data, the JSON of it, or a Response for streams.
 */
import type { z } from 'zod'
import { config } from '@/lib/config'
import { SemascopeError } from '@/lib/errors'
import { refuseWrite } from '@/lib/http/write-guard'
import { audit } from './audit'
import { errorResponse } from './errors'
import { json } from './json'
import { limitWrites } from './limits'
import { type Access, checkRole, findPerson, hasAccounts, withSignature } from './person'

/** Longest body of a write, bytes. */
const MAX_BODY = 1_048_576
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
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
  /** From which role on, with accounts; default `reader` for a read, `annotator` for a write. */
  readonly needs?: Access['needs']
  /** Not with an API token. */
  readonly session?: boolean
  /** There only on a server with accounts. */
  readonly accounts?: boolean
  /** false: a POST that writes nothing. */
  readonly writes?: boolean
}

interface Input<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly request: Request
}

type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> }
export type RouteHandler = (request: Request, context: Context) => Promise<Response>
/** What a route.ts exports, by method. */
export type Handlers = Readonly<Record<Method, RouteHandler>>

/**
 * Makes a route handler. Reads are never cached; writes must pass the Host and Origin checks and are noted in the
 * audit log. With accounts, reads are for readers and writes for annotators unless `needs` says otherwise.
 */
export function route<P = undefined, Q = undefined, B = undefined>(
  shapes: Shapes<P, Q, B>,
  handle: (input: Input<P, Q, B>) => Promise<unknown>,
): RouteHandler {
  return async (request, context) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const access: Access = {
      needs: shapes.needs ?? (isRead ? 'reader' : 'annotator'),
      ...(shapes.session ? { session: true } : {}),
    }
    try {
      if (!isRead) guard(request)
      if (shapes.accounts && !hasAccounts())
        throw new SemascopeError('not_found', 'this server has no accounts: start it with --accounts')
      const person = hasAccounts() ? await findPerson(request, access) : undefined
      // Next.js gives a route without parameters none at all
      const params = (await context.params) ?? {}
      const notes = { body: undefined as unknown }
      const work = async () => {
        if (person) checkRole(person, access)
        const query = parse(shapes.query, searchParams(request), 'query')
        const at = parse(shapes.params, params, 'path')
        notes.body = shapes.body ? withSignature(request, await readJson(request)) : undefined
        const body = shapes.body ? parse(shapes.body, notes.body, 'body') : (undefined as B)
        const answer = await handle({ params: at, query, body, request })
        if (answer instanceof Response) return answer
        return json(answer, { status: shapes.status ?? 200, headers: { 'cache-control': 'no-store' } })
      }
      if (isRead || shapes.writes === false) return await work()
      if (person) limitWrites(person.id)
      const response = await work().catch((error: unknown) => errorResponse(error, request))
      // a try that was refused for its frequency would let anybody fill the log
      if (response.status !== 429)
        await audit({
          request,
          params,
          body: notes.body,
          status: response.status,
          isSignIn: access.needs === 'nobody',
        })
      return response
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
