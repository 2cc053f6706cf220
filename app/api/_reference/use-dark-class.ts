'use client'

import { useLayoutEffect } from 'react'

/** Swagger UI is dark where the document has this class. */
const DARK = 'dark-mode'

/** Keeps that class with the theme, which the document's data-theme says, else the system. */
export function useDarkClass(): void {
  useLayoutEffect(() => {
    const root = document.documentElement
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    const follow = () => {
      const { theme } = root.dataset
      root.classList.toggle(DARK, theme ? theme === 'dark' : system.matches)
    }
    follow()
    const watch = new MutationObserver(follow)
    watch.observe(root, { attributeFilter: ['data-theme'] })
    system.addEventListener('change', follow)
    return () => {
      watch.disconnect()
      system.removeEventListener('change', follow)
      root.classList.remove(DARK)
    }
  }, [])
}
