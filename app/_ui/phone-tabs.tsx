'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { hrefFrom, PLACES } from './places'

/** The bar of places at the bottom of a phone. */
export function PhoneTabs() {
  const path = usePathname()
  return (
    <nav className="tabs" aria-label="Main, phone">
      {PLACES.filter(({ wideOnly }) => !wideOnly).map((place) => (
        <Link
          key={place.name}
          href={hrefFrom(place, path)}
          aria-current={place.holds(path) ? 'page' : undefined}
          prefetch={false}
        >
          {place.name}
        </Link>
      ))}
    </nav>
  )
}
