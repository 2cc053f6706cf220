'use client'

import { onlineManager, useQuery, useQueryClient } from '@tanstack/react-query'
import { useOffline } from 'next/offline'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { orpc } from '../data/orpc'
import { watchSilence } from './silence'

const ASK_MS = 3000

/** What stands between the page and its server. */
type Connection = 'fine' | 'offline' | 'silent'

/**
 * Returns whether the browser has a network and whether the server answers. While the server is silent it is asked every
 * few seconds, and at its first answer everything that failed is read again.
 */
export function useConnection(): Connection {
  const client = useQueryClient()
  const silence = useMemo(() => watchSilence(client), [client])
  const hasNetwork = useSyncExternalStore(
    (listen) => onlineManager.subscribe(listen),
    () => onlineManager.isOnline(),
    () => true,
  )
  const isUnanswered = useSyncExternalStore(silence.subscribe, silence.isSilent, () => false)
  // a navigation that waits for the server; Next.js asks for it by itself
  const isWaiting = useOffline()
  const connection = !hasNetwork ? 'offline' : isUnanswered || isWaiting ? 'silent' : 'fine'

  useQuery({
    ...orpc.health.get.queryOptions(),
    enabled: connection === 'silent',
    ...{ retry: false, gcTime: 0, staleTime: 0, refetchInterval: ASK_MS },
  })
  const before = useRef<Connection>('fine')
  useEffect(() => {
    if (before.current !== 'fine' && connection === 'fine')
      void client.refetchQueries({ predicate: ({ state }) => state.status === 'error', type: 'active' })
    before.current = connection
  }, [client, connection])
  return connection
}
