'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import type { Run } from '@/lib/contract/schemas'
import { messageOf } from '@/lib/errors'
import { isLive, signatureOf } from '@/lib/view/run-view'

const BUSY_MS = 1000
const IDLE_MS = 5000

/**
 * Returns the runs and keeps them up to date. It asks every second while something runs, else every five seconds, and
 * never in a hidden tab. When a run starts, ends or is published, the server renders the page again. `lost` says why the
 * last answer is missing.
 */
export function useRuns(initial: readonly Run[]): {
  runs: readonly Run[]
  lost: string | null
  ask: () => void
} {
  const router = useRouter()
  const [runs, setRuns] = useState(initial)
  const [lost, setLost] = useState<string | null>(null)
  const [asked, setAsked] = useState(0)
  const signature = useRef(signatureOf(initial))
  const live = runs.some(isLive)

  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const again = () => {
      timer = setTimeout(ask, live ? BUSY_MS : IDLE_MS)
    }
    const ask = async () => {
      if (document.hidden) return again()
      try {
        const { items } = await api.runs.list({ query: {} }, { signal: stop.signal })
        setRuns(items)
        setLost(null)
        const now = signatureOf(items)
        if (now !== signature.current) {
          signature.current = now
          router.refresh()
        }
      } catch (error) {
        if (stop.signal.aborted) return
        setLost(messageOf(error))
      }
      again()
    }
    if (asked > 0) ask()
    else again()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [live, asked, router])

  return { runs, lost, ask: () => setAsked((count) => count + 1) }
}
