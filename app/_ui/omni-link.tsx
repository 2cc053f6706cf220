'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { paths } from '@/lib/contract/paths'
import { Kbd } from './kit/kbd'
import { useModKey } from './mod-key'
import { openPalette } from './palette/open-palette'
import { hrefFrom, PLACES } from './places'

/** A link that looks like a field and opens the palette. Without scripts it leads to search in the same dictionary. */
export function OmniLink() {
  const path = usePathname()
  const mod = useModKey()
  const search = PLACES.find((place) => place.name === 'Search')
  return (
    <Link
      className="ml-auto flex h-8 w-68 min-w-0 items-center gap-2 rounded-2 border border-line bg-sunken px-2 text-ink-3 hover:border-control hover:no-underline max-lg:w-52 max-md:h-9 max-md:flex-1 print:hidden"
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
        className="size-3.5 shrink-0"
        viewBox="0 0 14 14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <circle cx="6" cy="6" r="4.2" />
        <path d="m9.2 9.2 3.4 3.4" />
      </svg>
      <span className="min-w-0 flex-1 truncate">Feature, token or label</span>
      <Kbd>{mod === '⌘' ? '⌘K' : `${mod} K`}</Kbd>
    </Link>
  )
}
