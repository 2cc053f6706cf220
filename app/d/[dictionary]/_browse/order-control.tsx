'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useRef } from 'react'
import { useKeys } from '@/app/_ui/keys'
import {
  defaultOrder,
  FEATURE_SORTS,
  type FeatureSort,
  type FeaturesQuery,
  SORT_NAMES,
} from '@/lib/api/browse-query'
import { apiPaths, paths } from '@/lib/api/paths'
import type { FeatureRow } from '@/lib/api/schemas'
import { useBrowse } from './use-browse'

interface Props {
  dictionary: string
  query: FeaturesQuery
}

/** By which statistic and in which direction; `o` reaches it, `r` opens any feature. */
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
        run: async () => {
          const seed = Math.floor(Math.random() * 2 ** 31)
          const answer = await fetch(apiPaths.features(dictionary, { sort: 'random', seed, limit: 1 }))
          const { items } = (await answer.json()) as { items?: FeatureRow[] }
          if (items?.[0]) router.push(paths.feature(dictionary, items[0].index))
        },
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
              {SORT_NAMES[sort]}
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
