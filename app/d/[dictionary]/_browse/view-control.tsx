'use client'

import { useMemo } from 'react'
import { useKeys } from '@/app/_ui/keys'
import { ToggleGroup } from '@/app/_ui/kit/toggle-group'
import { useBrowse } from './use-browse'

const NO_KEYS: never[] = []

/** Chooses table or gallery; the key `v` switches between them where the control is the keyed one of the page. */
export function ViewControl({ isKeyed = false }: { isKeyed?: boolean }) {
  const { query, go } = useBrowse()
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
  useKeys(isKeyed ? keys : NO_KEYS)
  return (
    <ToggleGroup
      aria-label="View"
      className="[&>button]:h-[calc(var(--spacing-control)-2px)]"
      value={query.view}
      options={[
        { value: 'table', name: 'Table' },
        { value: 'gallery', name: 'Gallery' },
      ]}
      onValueChange={(view) => go({ view })}
    />
  )
}
