'use client'

import { useEffect, useState } from 'react'
import { formatDuration } from '@/lib/view/duration'

/** A moment: the exact UTC time from the server, and "3 min ago" when the clock of the reader is known. */
export function When({ at }: { at: string }) {
  const [ago, setAgo] = useState<string | null>(null)
  useEffect(() => {
    const tell = () => setAgo(`${formatDuration((Date.now() - Date.parse(at)) / 1000)} ago`)
    tell()
    const timer = setInterval(tell, 10_000)
    return () => clearInterval(timer)
  }, [at])
  const exact = `${at.slice(0, 16).replace('T', ' ')} UTC`
  return (
    <time dateTime={at} title={exact}>
      {ago ?? exact}
    </time>
  )
}
