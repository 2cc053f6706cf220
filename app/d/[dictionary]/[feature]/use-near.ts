'use client'

import { type RefObject, useEffect, useState } from 'react'

/** Returns true from when an element was within a margin of the window for the first time. */
export function useNear(target: RefObject<HTMLElement | null>, margin: string): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (near || !target.current) return
    const watch = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: margin },
    )
    watch.observe(target.current)
    return () => watch.disconnect()
  }, [near, target, margin])
  return near
}
