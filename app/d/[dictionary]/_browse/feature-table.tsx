'use client'

import { useCallback, useEffect, useRef } from 'react'
import { useSoftLinks } from '@/app/_ui/soft-links'
import type { BrowseState } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { extraColumn } from './columns'
import { ListEnd } from './list-end'
import { TableHead } from './table-head'
import { TableRow, WaitingRow } from './table-row'
import { scrollToLine, useRange } from './use-range'
import { useRows } from './use-rows'
import { useSelection } from './use-selection'
import './css/table.css'

interface Props {
  dictionary: string
  query: BrowseState
  first: readonly FeatureRow[]
  matching: number
}

const COLUMNS = 8
/** Height of the sticky bar and table head. */
const STUCK = 80

/** The whole list as one table, in which only the rows near the window exist. */
export function FeatureTable({ dictionary, query, first, matching }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  useSoftLinks(body)
  const { given, rowAt, want, again, failure, retry } = useRows(dictionary, query, first, {
    total: matching,
    examples: 0,
  })
  const { range } = useRange(body, matching, given)
  const show = useCallback((place: number) => {
    const element = body.current
    if (element) scrollToLine(element, place, lineOf(element), STUCK)
  }, [])
  const selected = useSelection({ dictionary, count: matching, columns: 1, rowAt, again, show })
  const extra = extraColumn(query.sort)
  const columns = COLUMNS + (extra ? 1 : 0)
  const { from, to } = range
  useEffect(() => want(from, to), [want, from, to])

  return (
    <>
      <div className="wrap">
        <table className={extra ? 'tbl feats has-x' : 'tbl feats'} aria-rowcount={matching + 1}>
          <TableHead dictionary={dictionary} query={query} extra={extra} />
          <tbody ref={body}>
            <Away rows={from} columns={columns} />
            {Array.from({ length: to - from }, (_, at) => from + at).map((place) => {
              const feature = rowAt(place)
              return feature ? (
                <TableRow
                  key={place}
                  dictionary={dictionary}
                  feature={feature}
                  place={place}
                  isSelected={place === selected}
                  extra={extra}
                />
              ) : (
                <WaitingRow key={place} place={place} columns={columns} />
              )
            })}
            <Away rows={matching - to} columns={columns} />
          </tbody>
        </table>
      </div>
      <ListEnd query={query} failure={failure} retry={retry} matching={matching} />
      <output className="sr">{said(rowAt(selected), selected, matching)}</output>
    </>
  )
}

/** Takes the room of the rows that do not exist. */
function Away({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null
  return (
    <tr className="away">
      <td colSpan={columns} style={{ height: `calc(${rows} * var(--line-height))` }} />
    </tr>
  )
}

function lineOf(element: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(element).getPropertyValue('--line-height-px')) || 28
}

function said(row: FeatureRow | undefined, place: number, matching: number): string {
  return row ? `feature ${row.index}, ${row.label ?? 'no label'}, ${place + 1} of ${matching}` : ''
}
