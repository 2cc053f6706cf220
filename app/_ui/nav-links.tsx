'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { hrefFrom, PLACES } from './places'

/** Classes of the list, and not of each link: they stand on every page. */
const LINKS =
  'flex gap-0.5 [&_a]:flex [&_a]:h-bar [&_a]:items-center [&_a]:px-2.5 [&_a]:text-ink-2 [&_a]:hover:text-ink [&_a]:hover:no-underline [&_a]:focus-visible:-outline-offset-4 [&_a]:max-lg:px-1.5 [&_a]:aria-[current=page]:font-semibold [&_a]:aria-[current=page]:text-ink [&_a]:aria-[current=page]:shadow-[inset_0_-2px_0_var(--color-accent)] [&_a]:forced-colors:aria-[current=page]:underline'

/** Links to all places, with the current one marked. */
export function NavLinks() {
  const path = usePathname()
  return (
    <ul className={LINKS}>
      {PLACES.map((place) => (
        <li key={place.name}>
          <Link
            href={hrefFrom(place, path)}
            aria-current={place.holds(path) ? 'page' : undefined}
            prefetch={false}
          >
            {place.name}
          </Link>
        </li>
      ))}
    </ul>
  )
}
