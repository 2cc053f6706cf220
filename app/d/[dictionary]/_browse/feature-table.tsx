'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useKeys } from '@/app/_ui/keys'
import type { FeaturesQuery } from '@/lib/api/browse-query'
import { formatCount } from '@/lib/api/format'
import { paths } from '@/lib/api/paths'
import { FeatureTableHead } from './feature-table-head'
import { RowBlock } from './row-block'
import { type FeaturePage, usePages } from './use-pages'

interface Props {
  dictionary: string
  query: FeaturesQuery
  first: FeaturePage
  matching: number
}

/** The list: the first page comes with the document, the rest as one scrolls. */
export function FeatureTable({ dictionary, query, first, matching }: Props) {
  const router = useRouter()
  const { pages, state, more } = usePages(dictionary, query, first)
  const [selected, setSelected] = useState(-1)
  const table = useRef<HTMLTableElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => pages.flat(), [pages])

  const move = useCallback(
    (step: number) => {
      setSelected((at) => Math.min(rows.length - 1, Math.max(0, at + step)))
    },
    [rows.length],
  )
  const keys = useMemo(() => {
    const step = (by: number) => (event: KeyboardEvent) => {
      event.preventDefault()
      move(by)
    }
    return [
      { keys: 'j', does: 'next row', run: step(1) },
      { keys: 'k', does: 'row before', run: step(-1) },
      { keys: 'ArrowDown', does: 'next row', run: step(1) },
      { keys: 'ArrowUp', does: 'row before', run: step(-1) },
      {
        keys: 'Enter',
        does: 'open the row',
        run: () => {
          const row = rows[selected]
          if (row) router.push(paths.feature(dictionary, row.index))
        },
      },
    ]
  }, [move, rows, selected, router, dictionary])
  useKeys(keys)

  useEffect(() => {
    if (selected < 0) return
    if (selected >= rows.length - 5) more()
    table.current?.querySelector('tr[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selected, rows.length, more])

  useEffect(() => {
    const sentinel = end.current
    if (!sentinel || state !== 'more') return
    const watch = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && more(),
      {
        rootMargin: '900px',
      },
    )
    watch.observe(sentinel)
    return () => watch.disconnect()
  }, [state, more])

  let start = 0
  return (
    <>
      <div className="wrap">
        <table className="tbl feats" ref={table} aria-rowcount={matching + 1}>
          <FeatureTableHead dictionary={dictionary} query={query} />
          {pages.map((page) => {
            const from = start
            start += page.length
            return (
              <RowBlock
                key={from}
                dictionary={dictionary}
                rows={page}
                from={from}
                selected={selected >= from && selected < from + page.length ? selected - from : -1}
              />
            )
          })}
        </table>
      </div>
      <div className="pager" ref={end} aria-live="polite">
        {state === 'failed' ? (
          <p className="err" role="alert">
            <b>The next rows did not come.</b>{' '}
            <button className="btn" type="button" onClick={more}>
              Try again
            </button>
          </p>
        ) : state === 'end' ? (
          <p className="dim">
            {formatCount(rows.length)} of {formatCount(matching)}
            {query.sort === 'index' ? '' : '; features that never fire come last'}
          </p>
        ) : (
          <p className="dim">
            {formatCount(rows.length)} of {formatCount(matching)}{' '}
            <button className="btn" type="button" onClick={more} aria-disabled={state === 'asking'}>
              {state === 'asking' ? 'Loading' : 'More'}
            </button>
          </p>
        )}
      </div>
    </>
  )
}
