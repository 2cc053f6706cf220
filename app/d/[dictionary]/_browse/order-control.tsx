'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useRef } from 'react'
import { useKeys } from '@/app/_ui/keys'
import {
  type BrowseState,
  defaultOrder,
  FEATURE_SORTS,
  type FeatureSort,
  sortWords,
} from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'
import { useBrowse } from './use-browse'

interface Props {
  dictionary: string
  query: BrowseState
}

/** Chooses the statistic and the direction of the order. The key `o` focuses it, `r` opens a random feature. */
export function OrderControl({ dictionary, query }: Props) {
  const router = useRouter()
  const { go } = useBrowse(dictionary, query)
  const select = useRef<HTMLSelectElement>(null)
  const order = query.order ?? defaultOrder(query.sort)
  const keys = useMemo(
    () => [
      {
        keys: 'o',
        does: 'choose the order',
        run: (event: KeyboardEvent) => {
          event.preventDefault()
          select.current?.focus()
        },
      },
      {
        keys: 'r',
        does: 'random feature',
        run: () => router.push(paths.randomFeature(dictionary)),
      },
    ],
    [dictionary, router],
  )
  useKeys(keys)
  return (
    <span className="view">
      <label className="sort">
        <span className="dim">Order</span>{' '}
        <select
          ref={select}
          className="field"
          value={query.sort}
          onChange={(event) => go({ sort: event.target.value as FeatureSort, order: undefined })}
        >
          {FEATURE_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {sortWords(sort)}
            </option>
          ))}
        </select>
      </label>
      {query.sort === 'random' ? (
        <button
          className="btn"
          type="button"
          onClick={() => go({ seed: (query.seed * 1_103_515 + 12_345) % 1_000_003 })}
        >
          Shuffle
        </button>
      ) : (
        <button
          className="btn dir"
          type="button"
          aria-label={order === 'desc' ? 'Descending; make it ascending' : 'Ascending; make it descending'}
          onClick={() => go({ order: order === 'desc' ? 'asc' : 'desc' })}
        >
          {order === 'desc' ? '↓' : '↑'}
        </button>
      )}
    </span>
  )
}
