'use client'

import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import { openHelp } from './help/open-help'
import { Kbd } from './kit/kbd'
import { useModKey } from './mod-key'

/**
 * A line at the foot of the window with the most useful keys of a page, such as `['g b', 'browse']`, all keys, and the API. It
 * is always in sight, because a list of thousands of rows has no end that one comes to. Hidden on phones.
 */
export function KeyHints({ hints }: { hints: readonly (readonly [keys: string, does: string])[] }) {
  const mod = useModKey()
  return (
    <footer className="sticky bottom-0 z-10 flex h-foot items-center gap-4 overflow-hidden border-t border-line bg-canvas px-6 text-12 whitespace-nowrap text-ink-3 max-lg:px-4 max-md:hidden print:hidden">
      <div className="flex h-full min-w-0 flex-1 flex-wrap items-center gap-x-4 overflow-hidden">
        {[...hints.filter(([keys]) => keys !== '?'), [`${mod} K`, 'go to anything'] as const].map(
          ([keys, does]) => (
            <span key={keys} className="flex h-full items-center gap-1">
              {keys.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}{' '}
              {does}
            </span>
          ),
        )}
      </div>
      <button type="button" onClick={openHelp} className="flex h-6 items-center gap-1 hover:text-ink">
        <Kbd>?</Kbd> all keys
      </button>
      <Link className="flex h-6 items-center hover:text-ink" href={paths.api()} prefetch={false}>
        API
      </Link>
    </footer>
  )
}
