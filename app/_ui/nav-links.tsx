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
      >
        {place.name}
      </Link>
    </li>
  ))
}
