'use client'

import { useEffect, useState } from 'react'

/** Returns a value once it has been the same for a while: what a pointer passes over is not asked for. */
export function useRested<Value>(value: Value, ms: number): Value | null {
  const [rested, setRested] = useState<Value | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setRested(() => value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested
}
