import { isServer, QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error'

const RETRIES = 3
const LONGEST_WAIT_MS = 30_000

/** Returns true if a request may succeed when it is sent again: the server was unreachable, busy or failed. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500)
}

/** Sends a read again, and a write that may be sent twice, while it may still succeed. */
export const retryPassing = (count: number, error: unknown): boolean => count < RETRIES && isPassing(error)

/** Returns how long to wait before the next try, in ms: what the server said, else 1 s, 2 s, 4 s. */
function retryDelay(count: number, error: unknown): number {
  const said = error instanceof ApiError ? error.retryAfter : undefined
  return Math.min(said === undefined ? 1000 * 2 ** count : said * 1000, LONGEST_WAIT_MS)
}

/**
 * Returns a cache with the defaults of all reads and writes. What an analysis says never changes, so such reads are fresh
 * for ever and carry the analysis in their key; marks of people set a short `staleTime` of their own and are read again
 * when the window gets the focus. A write is not sent again by itself: each says whether it may be.
 */
function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 15 * 60_000,
        retry: retryPassing,
        retryDelay,
      },
      mutations: { retry: false, retryDelay },
    },
  })
}

let ofBrowser: QueryClient | undefined

/** Returns the one cache of the browser, or a new one for each request on the server. */
export function getQueryClient(): QueryClient {
  if (isServer) return makeQueryClient()
  ofBrowser ??= makeQueryClient()
  return ofBrowser
}
