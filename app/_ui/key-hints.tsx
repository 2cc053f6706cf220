'use client'

import Link from 'next/link'
import { paths } from '@/lib/contract/paths'

/** The footer of a page with its most useful keys, such as `['g b', 'browse']`, and the API. Hidden on phones. */
export function KeyHints({ hints }: { hints: readonly (readonly [keys: string, does: string])[] }) {
  return (
    <footer className="keys">
      {hints.map(([keys, does]) => (
        <span key={keys}>
          {keys.split(' ').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {does}
        </span>
      ))}
      <Link className="api" href={paths.api()} prefetch={false}>
        API
      </Link>
    </footer>
  )
}
