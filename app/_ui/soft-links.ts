'use client'

import { useRouter } from 'next/navigation'
import { type RefObject, useEffect } from 'react'

/**
 * Makes the plain links inside an element change the page without a full load, as `Link` does for a single link. It is
 * for lists of hundreds of links. Presses that mean a new tab or a download are left to the browser.
 */
export function useSoftLinks(container: RefObject<HTMLElement | null>): void {
  const router = useRouter()
  useEffect(() => {
    const element = container.current
    if (!element) return
    const follow = (event: MouseEvent) => {
      const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey, target } = event
      if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null
      if (!link || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download'))
        return
      event.preventDefault()
      router.push(link.pathname + link.search + link.hash)
    }
    element.addEventListener('click', follow)
    return () => element.removeEventListener('click', follow)
  }, [container, router])
}
