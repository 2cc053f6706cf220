'use client'

import { useIsMutating, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followTabs } from './tabs'

/** Follows what other tabs write, and asks before a tab is closed while something is not stored yet. */
export function MarksSync() {
  const client = useQueryClient()
  useEffect(() => followTabs(client), [client])
  const isWriting = useIsMutating({ mutationKey: ['write'] }) > 0
  useEffect(() => {
    if (!isWriting) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isWriting])
  return null
}
