'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { hrefFrom, PLACES } from './places'

/** Links to all places, with the current one marked. */
export function NavLinks() {
  const path = usePathname()
  return PLACES.map((place) => (
    <li key={place.name}>
      <Link
        href={hrefFrom(place, path)}
        aria-current={place.holds(path) ? 'page' : undefined}
        prefetch={false}
        className="flex h-bar items-center px-2.5 text-ink-2 hover:text-ink hover:no-underline focus-visible:-outline-offset-4 max-lg:px-1.5 aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_0_-2px_0_var(--color-accent)] forced-colors:aria-[current=page]:underline"
      >
        {place.name}
      </Link>
    </li>
  ))
}
