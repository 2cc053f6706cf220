'use client'

import type { MutationCacheNotifyEvent, QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query'
import { ApiError } from '../data/api-error'

/** Whether the server answers, as the requests of the page see it. */
export interface Silence {
  readonly subscribe: (listen: () => void) => () => void
  /** Returns true from a request without an answer until the next answer. */
  readonly isSilent: () => boolean
}

/** Watches all reads and writes of a cache for requests that got no answer. */
export function watchSilence(client: QueryClient): Silence {
  let isSilent = false
  return {
    isSilent: () => isSilent,
    subscribe: (listen) => {
      const heed = (event: QueryCacheNotifyEvent | MutationCacheNotifyEvent) => {
        const next = event.type === 'updated' ? told(event.action) : null
        if (next === null || next === isSilent) return
        isSilent = next
        listen()
      }
      const stops = [client.getQueryCache().subscribe(heed), client.getMutationCache().subscribe(heed)]
      return () => stops.forEach((stop) => void stop())
    },
  }
}

type Action = Extract<QueryCacheNotifyEvent | MutationCacheNotifyEvent, { type: 'updated' }>['action']

/** Returns what an event of a request tells about the silence of the server; null if it tells nothing. */
function told(action: Action): boolean | null {
  if (action.type === 'failed' || action.type === 'error') {
    // an answer that says why it refuses is an answer too
    return action.error instanceof ApiError && action.error.status === 0
  }
  const isAnswer = action.type === 'success' && !('manual' in action && action.manual)
  return isAnswer ? false : null
}
