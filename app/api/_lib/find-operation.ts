import { StandardOpenAPIMatcher } from '@orpc/openapi/standard'
import type { AnyRouter } from '@orpc/server'
import { z } from 'zod'
import type { OperationMeta } from '@/lib/contract/operations/operation'
import { API_ROOT } from '@/lib/contract/paths'
import { SemascopeError } from '@/lib/errors'
import type { Asked, Step } from './context'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/**
 * Finds the operation before anything of a request is read, so that later steps know who may ask. HEAD is answered like
 * GET. Throws `not_found` for an unknown path, and answers 405 for an unknown method of a known path.
 */
export function findOperation(router: AnyRouter): Step {
  const matcher = new StandardOpenAPIMatcher()
  matcher.init(router)

  async function find(method: string, path: `/${string}`): Promise<Asked | undefined> {
    const found = await matcher.match(method, path)
    if (!found) return undefined
    const { meta, route, inputSchema } = found.procedure['~orpc']
    return {
      meta: meta as OperationMeta,
      pattern: `${method} ${API_ROOT}${route.path}`,
      params: found.params ?? {},
      hasBody: inputSchema instanceof z.ZodObject && 'body' in inputSchema.shape,
    }
  }

  return async ({ next, ...options }) => {
    const { url, method: sent } = options.request
    const path = `/${url.pathname.slice(API_ROOT.length).replace(/^\/|\/$/g, '')}` as const
    const method = sent === 'HEAD' ? 'GET' : sent
    const asked = await find(method, path)
    if (asked)
      return next({
        ...options,
        request: { ...options.request, method },
        context: { ...options.context, asked },
      })
    const allowed = []
    for (const other of METHODS) if (await find(other, path)) allowed.push(other)
    if (allowed.length === 0) throw noSuchPath(url.pathname)
    const message = `${sent} is not answered here, only ${allowed.join(', ')}`
    return {
      matched: true,
      response: {
        status: 405,
        headers: { allow: allowed.join(', ') },
        body: { error: { code: 'method_not_allowed', message } },
      },
    }
  }
}

export const noSuchPath = (pathname: string) =>
  new SemascopeError('not_found', `there is no ${pathname}; see ${API_ROOT}/openapi.json`)
