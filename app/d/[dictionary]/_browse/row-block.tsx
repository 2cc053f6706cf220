'use client'

import { memo, useEffect, useRef, useState } from 'react'
import type { FeatureRow } from '@/lib/api/schemas'
import { FeatureTableRow } from './feature-table-row'

interface Props {
  dictionary: string
  rows: readonly FeatureRow[]
  /** Number of rows before the block. */
  from: number
  /** Row of the block that the keyboard is on, −1 when it is elsewhere. */
  selected: number
}

const NEAR = '1500px'

/**
 * One page of rows. Far from the window it is an empty body of the same height, so that a list of a hundred
 * thousand stays light.
 */
export const RowBlock = memo(function RowBlock({ dictionary, rows, from, selected }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [height, setHeight] = useState<number | null>(null)

  useEffect(() => {
    const element = body.current
    if (!element) return
    const watch = new IntersectionObserver(
      ([entry]) => setHeight(entry.isIntersecting ? null : entry.boundingClientRect.height),
      { rootMargin: NEAR },
    )
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  const isAway = height !== null && height > 0 && selected < 0
  return (
    <tbody ref={body}>
      {isAway ? (
        <tr className="away">
          <td colSpan={8} style={{ height }} />
        </tr>
      ) : (
        rows.map((row, at) => (
          <FeatureTableRow
            key={row.index}
            dictionary={dictionary}
            feature={row}
            place={from + at + 2}
            isSelected={at === selected}
          />
        ))
      )}
    </tbody>
  )
})
