'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { paths } from '@/lib/contract/paths'
import { Menu, MenuItem } from './kit/menu'
import { hrefFrom, PLACES } from './places'

/** Classes of the bar for its tabs, which stand on every page. */
const TABS =
  '*:grid *:min-w-0 *:place-items-center *:px-1 *:text-11 *:text-ink-2 *:hover:no-underline *:focus-visible:-outline-offset-2 *:aria-[current=page]:font-semibold *:aria-[current=page]:text-ink *:aria-[current=page]:shadow-[inset_0_2px_0_var(--color-accent)] *:forced-colors:aria-[current=page]:underline'

/** The bar of places at the bottom of a phone; those that do not fit are in its menu. */
export function PhoneTabs() {
  const path = usePathname()
  const rest = PLACES.filter(({ isInMenu }) => isInMenu)
  return (
    <nav
      aria-label="Main, phone"
      className={`fixed inset-x-0 bottom-0 z-20 hidden h-tabs auto-cols-[minmax(max-content,1fr)] grid-flow-col border-t border-line-strong bg-surface px-0.5 max-md:grid print:hidden ${TABS}`}
    >
      {PLACES.filter(({ isInMenu }) => !isInMenu).map((place) => (
        <Link
          key={place.name}
          href={hrefFrom(place, path)}
          aria-current={place.holds(path) ? 'page' : undefined}
          prefetch={false}
        >
          {place.name}
        </Link>
      ))}
      <Menu
        trigger={
          <button type="button" aria-current={rest.some(({ holds }) => holds(path)) ? 'page' : undefined}>
            More
          </button>
        }
      >
        {rest.map((place) => (
          <MenuItem key={place.name} asChild>
            <Link href={hrefFrom(place, path)} prefetch={false}>
              {place.name}
            </Link>
          </MenuItem>
        ))}
        <MenuItem asChild>
          <Link href={paths.api()} prefetch={false}>
            API
          </Link>
        </MenuItem>
      </Menu>
    </nav>
  )
}
