'use client'

import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import { KeyHints } from './key-hints'
import { buttonStyles } from './kit/button-styles'
import { Says } from './says'

/** The page for an unknown address. A client component, because Next.js sends it with every page. */
export function NothingHere() {
  return (
    <>
      <Says title="Page not found">
        <p className="text-ink-2">There is no page, dictionary or feature with this address here.</p>
        <p className="mt-4 flex flex-wrap gap-2">
          <Link className={buttonStyles({ variant: 'primary' })} href={paths.home()}>
            Dictionaries
          </Link>
          <Link className={buttonStyles()} href={paths.search()} prefetch={false}>
            Search
          </Link>
        </p>
      </Says>
      <KeyHints
        hints={[
          ['g d', 'dictionaries'],
          ['/', 'search'],
        ]}
      />
    </>
  )
}
