'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { useKeys } from '@/app/_ui/keys'
import { BROWSE_VIEWS, type BrowseState, browseParams } from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'
import { useBrowse } from './use-browse'

/** Chooses table or gallery; the key `v` switches between them. */
export function ViewControl({ dictionary, query }: { dictionary: string; query: BrowseState }) {
  const { go } = useBrowse(dictionary, query)
  const keys = useMemo(
    () => [
      {
        keys: 'v',
        does: 'table or gallery',
        run: () => go({ view: query.view === 'table' ? 'gallery' : 'table' }),
      },
    ],
    [go, query.view],
  )
  useKeys(keys)
  return (
    <nav className="seg views" aria-label="View">
      {BROWSE_VIEWS.map((view) => (
        <Link
          key={view}
          href={paths.browse(dictionary, browseParams({ ...query, view }))}
          scroll={false}
          prefetch={false}
          {...(view === query.view ? { 'aria-current': 'true' as const } : {})}
        >
          {view === 'table' ? 'Table' : 'Gallery'}
        </Link>
      ))}
    </nav>
  )
}
