import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import compression from 'compression'
import { Hono } from 'hono'
import { API_HEADERS } from '@/lib/http/security-headers'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type RouteHandler = (request: Request) => Promise<Response>
export type Handlers = Readonly<Record<(typeof METHODS)[number], RouteHandler>>

/**
 * Answers requests to the API by the handlers that Next.js would call, a third of whose time it would add.
 * `routes`: patterns, the first that fits first, with their handlers.
 */
export function apiListener(routes: readonly (readonly [pattern: string, handlers: Handlers])[]) {
  const api = new Hono<{ Bindings: HttpBindings }>()
  for (const [pattern, handlers] of routes)
    for (const method of METHODS) api.on(method, pattern, ({ req }) => handlers[method](req.raw))
  const listen = getRequestListener(async (request, env) => api.fetch(withAddress(request, env), env), {
    overrideGlobalObjects: false,
  })
  const compress = compression()
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(API_HEADERS)) response.setHeader(name, value)
    compress(request as never, response as never, () => void listen(request, response))
  }
}

/** Says where a request comes from, as Next.js does, unless a proxy has said it. */
function withAddress(
  request: Request,
  { incoming }: { incoming: HttpBindings['incoming'] | object },
): Request {
  const address = (incoming as IncomingMessage).socket.remoteAddress
  if (address && !request.headers.has('x-forwarded-for')) request.headers.set('x-forwarded-for', address)
  return request
}
