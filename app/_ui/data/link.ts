import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { contract } from '@/lib/contract/operations'
import { API_ROOT } from '@/lib/contract/paths'
import { ApiError, errorOf, unreachable } from './api-error'

/** What a call may ask of the browser. */
export interface CallContext {
  /** True if the request goes on after the page is closed; its body must be small. */
  readonly keepalive?: boolean
}

/** Sends calls to the API of the server that the page came from. */
export const link = new OpenAPILink<CallContext>(contract, {
  url: () => window.location.origin + API_ROOT,
  fetch: (request, init, { context }) => {
    // the server needs this header on every write, also on one without a body
    if (request.method !== 'GET') request.headers.set('content-type', 'application/json')
    return fetch(request, context.keepalive ? { ...init, keepalive: true } : init)
  },
  customErrorResponseBodyDecoder: errorOf,
  interceptors: [
    async ({ next, signal }) => {
      try {
        return await next()
      } catch (error) {
        if (error instanceof ApiError || signal?.aborted) throw error
        throw Object.assign(unreachable(), { cause: error })
      }
    },
  ],
})
