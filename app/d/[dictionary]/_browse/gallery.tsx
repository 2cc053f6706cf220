'use client'

import { useCallback, useEffect, useRef } from 'react'
import { useSoftLinks } from '@/app/_ui/soft-links'
import type { BrowseState } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { CARD_EXAMPLES, extraColumn } from './columns'
import { FeatureCard } from './feature-card'
import { ListEnd } from './list-end'
import { scrollToLine, useRange } from './use-range'
import { useRows } from './use-rows'
import { useSelection } from './use-selection'
import './css/gallery.css'

interface Props {
  dictionary: string
  query: BrowseState
  first: readonly FeatureRow[]
  matching: number
}

const STUCK = 56

/** The list as cards, of which only those near the window exist. */
export function Gallery({ dictionary, query, first, matching }: Props) {
  const list = useRef<HTMLOListElement>(null)
  useSoftLinks(list)
  const { given, rowAt, want, again, failure, retry } = useRows(dictionary, query, first, {
    total: matching,
    examples: CARD_EXAMPLES,
  })
  const { range, shape } = useRange(list, matching, given)
  const { line, columns } = shape
  const show = useCallback(
    (place: number) => {
      if (list.current) scrollToLine(list.current, Math.floor(place / columns), line, STUCK)
    },
    [line, columns],
  )
  const selected = useSelection({ dictionary, count: matching, columns, rowAt, again, show })
  const { from, to } = range
  useEffect(() => want(from, to), [want, from, to])
  const extra = extraColumn(query.sort)
  const linesAfter = Math.ceil(matching / columns) - Math.ceil(to / columns)

  return (
    <>
      <ol className="gallery" ref={list} start={from + 1}>
        {from > 0 ? <Away lines={from / columns} /> : null}
        {Array.from({ length: to - from }, (_, at) => from + at).map((place) => (
          <li
            className="card"
            key={place}
            aria-setsize={matching}
            aria-posinset={place + 1}
            {...(place === selected ? { 'aria-current': 'true' as const } : {})}
          >
            <CardAt dictionary={dictionary} feature={rowAt(place)} extra={extra} />
          </li>
        ))}
        {linesAfter > 0 ? <Away lines={linesAfter} /> : null}
      </ol>
      <ListEnd query={query} failure={failure} retry={retry} matching={matching} />
    </>
  )
}

function CardAt(props: {
  dictionary: string
  feature: FeatureRow | undefined
  extra: ReturnType<typeof extraColumn>
}) {
  const { feature } = props
  if (!feature) return <p className="dim">…</p>
  return <FeatureCard dictionary={props.dictionary} feature={feature} extra={props.extra} />
}

/** Takes the room of the lines that do not exist. */
function Away({ lines }: { lines: number }) {
  return <li className="away" aria-hidden="true" style={{ height: `calc(${lines} * var(--line-height))` }} />
}
