'use client'

import { useRouter } from 'next/navigation'
import { useId, useMemo, useRef } from 'react'
import { useKeys } from '@/app/_ui/keys'
import { Button } from '@/app/_ui/kit/button'
import { Select } from '@/app/_ui/kit/select'
import { defaultOrder, FEATURE_SORTS, sortWords } from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'
import { useBrowse } from './use-browse'

const OPTIONS = FEATURE_SORTS.map((sort) => ({ value: sort, name: sortWords(sort) }))
const NO_KEYS: never[] = []

/**
 * Chooses the statistic and the direction of the order.
 *
 * @param props.isKeyed whether the key `o` opens it, and `r` opens a random feature; the page has one such control
 */
export function OrderControl({ isKeyed = false }: { isKeyed?: boolean }) {
  const { query, go, source } = useBrowse()
  const router = useRouter()
  const id = useId()
  const control = useRef<HTMLSpanElement>(null)
  const order = query.order ?? defaultOrder(query.sort)
  const keys = useMemo(
    () => [
      {
        keys: 'o',
        does: 'choose the order',
        run: (event: KeyboardEvent) => {
          event.preventDefault()
          const trigger = control.current?.querySelector<HTMLElement>('[role=combobox]')
          trigger?.focus({ preventScroll: true })
          trigger?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
        },
      },
      {
        keys: 'r',
        does: 'random feature',
        run: () => router.push(paths.randomFeature(source.dictionary)),
      },
    ],
    [source.dictionary, router],
  )
  useKeys(isKeyed ? keys : NO_KEYS)
  return (
    <span ref={control} className="flex min-w-0 items-center gap-2">
      <label htmlFor={id} className="text-12/4 text-ink-3 max-xl:sr-only">
        Order
      </label>
      <Select
        id={id}
        aria-label="Order"
        className="w-40 max-md:w-36"
        value={query.sort}
        options={OPTIONS}
        onValueChange={(sort) => go({ sort, order: undefined })}
      />
      {query.sort === 'random' ? (
        <Button onClick={() => go({ seed: (query.seed * 1_103_515 + 12_345) % 1_000_003 })}>Shuffle</Button>
      ) : (
        <Button
          className="w-control px-0"
          aria-label={order === 'desc' ? 'Descending; make it ascending' : 'Ascending; make it descending'}
          onClick={() => go({ order: order === 'desc' ? 'asc' : 'desc' })}
        >
          {order === 'desc' ? '↓' : '↑'}
        </Button>
      )}
    </span>
  )
}
