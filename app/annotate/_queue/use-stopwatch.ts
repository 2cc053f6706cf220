'use client'

import { useCallback, useEffect, useRef } from 'react'

/** Returns the milliseconds that the page was visible since mounting, plus `before`. */
export function useStopwatch(before: number): () => number {
  const state = useRef({ spent: before, since: 0 })
  useEffect(() => {
    const watch = state.current
    const read = () => performance.now()
    watch.since = document.visibilityState === 'visible' ? read() : 0
    const turn = () => {
      if (watch.since > 0) watch.spent += read() - watch.since
      watch.since = document.visibilityState === 'visible' ? read() : 0
    }
    document.addEventListener('visibilitychange', turn)
    return () => document.removeEventListener('visibilitychange', turn)
  }, [])
  return useCallback(() => {
    const { spent, since } = state.current
    return Math.min(86_400_000, Math.round(spent + (since > 0 ? performance.now() - since : 0)))
  }, [])
}
