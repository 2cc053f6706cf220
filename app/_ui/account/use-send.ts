'use client'

import { useState } from 'react'
import { messageOf } from '@/lib/errors'

/** Runs one write at a time. Returns `busy` while a write runs, and why the last write failed. */
export function useSend() {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const run = async (work: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setFailure('')
    try {
      await work()
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, run } as const
}
