import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { contract } from '@/lib/contract/operations'
import { API_ROOT } from '@/lib/contract/paths'
import { ApiError, errorOf, unreachable } from './api-error'

/** Sends calls to the API of the server that the page came from. */
export const link = new OpenAPILink(contract, {
  url: () => window.location.origin + API_ROOT,
  fetch: (request, init) => {
    // the server needs this header on every write, also on one without a body
    if (request.method !== 'GET') request.headers.set('content-type', 'application/json')
    return fetch(request, init)
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
