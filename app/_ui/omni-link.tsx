'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { paths } from '@/lib/contract/paths'
import { openPalette } from './palette/open-palette'
import { hrefFrom, PLACES } from './places'

/** A link that looks like a field and opens the palette. Without scripts it leads to search in the same dictionary. */
export function OmniLink() {
  const path = usePathname()
  const search = PLACES.find((place) => place.name === 'Search')
  return (
    <Link
      className="omni"
      href={search ? hrefFrom(search, path) : paths.search()}
      prefetch={false}
      aria-label="Go to a feature, token or label"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        openPalette()
      }}
    >
      <svg
        width="14"
        height="14"
        viewBox="0 0 14 14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <circle cx="6" cy="6" r="4.2" />
        <path d="m9.2 9.2 3.4 3.4" />
      </svg>
      <span>Feature, token or label</span>
      <kbd>⌘K</kbd>
    </Link>
  )
}
