'use client'

import Link from 'next/link'
import { paths } from '@/lib/contract/paths'
import { KeyHints } from './key-hints'

/** A client component: Next.js sends it with every page, for the case that it is needed. */
export function NothingHere() {
  return (
    <>
      <main id="main" className="say">
        <h1>Nothing is here</h1>
        <p className="sec">The address names no page, dictionary or feature of this installation.</p>
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
