'use client'

import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import { KeyHints } from './key-hints'

/** The page for an unknown address. A client component, because Next.js sends it with every page. */
export function NothingHere() {
  return (
    <>
      <main id="main" className="say">
        <h1>This page does not exist</h1>
        <p className="sec">There is no page, dictionary or feature with this address here.</p>
        <p className="row">
          <Link className="btn primary" href={paths.home()}>
            Dictionaries
          </Link>
          <Link className="btn" href={paths.search()} prefetch={false}>
            Search
          </Link>
        </p>
      </main>
      <KeyHints
        hints={[
          ['g d', 'dictionaries'],
          ['/', 'search'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
