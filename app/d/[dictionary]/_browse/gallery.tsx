'use client'

import { useMemo, useRef } from 'react'
import { cn } from '@/app/_ui/kit/cn'
import { useSoftLinks } from '@/app/_ui/soft-links'
import { listParam } from '@/lib/contract/browse-query'
import { blockShape } from './block-shape'
import { WITH_BOXES } from './cell-styles'
import { FeatureCard } from './feature-card'
import { ListNotice } from './list-notice'
import type { ListProps } from './list-props'
import { useBrowse } from './use-browse'
import { useRows } from './use-feature-list'
import { useLines } from './use-lines'
import { useList } from './use-list'

const COVERED = { top: 100, bottom: 48 }

/** The list as cards, of which only those near the window exist. */
export function Gallery(props: ListProps) {
  const { shown, total, isWaiting, selection } = props
  const { dictionary } = useBrowse().source
  const grid = useRef<HTMLOListElement>(null)
  useSoftLinks(grid)
  const given = Math.min(total, blockShape('gallery').size)
  const lines = useLines({ list: grid, count: total, given, covered: COVERED })
  const list = useRows(shown, lines)
  const { selected, onCheck } = useList({ ...props, lines, rows: list.rows })
  const param = useMemo(() => listParam(shown), [shown])
  const { from, to } = lines
  return (
    <>
      <ol
        ref={grid}
        start={from + 1}
        aria-label="Features"
        aria-busy={isWaiting}
        className={cn(
          'grid grid-cols-[repeat(auto-fill,minmax(20rem,1fr))] border-t border-line bg-surface max-md:grid-cols-1',
          WITH_BOXES,
          '[&>[data-line]]:relative [&>[data-line]]:h-54.5 [&>[data-line]]:min-w-0 [&>[data-line]]:overflow-hidden [&>[data-line]]:border-r [&>[data-line]]:border-b [&>[data-line]]:border-line [&>[data-line]]:px-4 [&>[data-line]]:py-3 max-md:[&>[data-line]]:border-r-0 [&>[aria-current]]:bg-sunken [&>[aria-current]]:shadow-[inset_2px_0_0_var(--color-accent)]',
          isWaiting && 'opacity-60',
        )}
        {...(Object.keys(selection.checked).length > 0 ? { 'data-selecting': '' } : {})}
      >
        <Away height={lines.before} />
        {Array.from({ length: to - from }, (_, at) => from + at).map((place) => {
          const feature = list.rows.get(place)
          return (
            <li
              key={`${param} ${place}`}
              data-line=""
              aria-setsize={total}
              aria-posinset={place + 1}
              {...(place === selected ? { 'aria-current': 'true' as const } : {})}
            >
              {feature ? (
                <FeatureCard
                  dictionary={dictionary}
                  list={param}
                  feature={feature}
                  sort={shown.sort}
                  place={place}
                  isChecked={selection.checked[feature.index] === true}
                  onCheck={onCheck}
                />
              ) : (
                <p className="text-ink-3">…</p>
              )}
            </li>
          )
        })}
        <Away height={lines.after} />
      </ol>
      <ListNotice list={list} />
    </>
  )
}

/** Takes the room of the lines that do not exist. */
function Away({ height }: { height: number }) {
  if (height <= 0) return null
  return <li aria-hidden="true" className="col-span-full print:hidden" style={{ height }} />
}
