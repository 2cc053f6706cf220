'use client'

import { type ReactNode, useRef } from 'react'
import { useSoftLinks } from '@/app/_ui/soft-links'
import { paths } from '@/lib/contract/paths'

interface Props<T> {
  dictionary: string
  rows: readonly T[]
  /** Renders all columns but the first, which links to the feature. */
  cells: (row: T, rows: readonly T[]) => ReactNode
}

/** The body of a table of found features. Arrow keys step from feature to feature. */
export function FoundRows<T extends { readonly index: number }>({ dictionary, rows, cells }: Props<T>) {
  const body = useRef<HTMLTableSectionElement>(null)
  useSoftLinks(body)
  return (
    <tbody ref={body}>
      {rows.map((row) => (
        <tr key={row.index}>
          <td className="c-id">
            <a className="id" href={paths.feature(dictionary, row.index)} data-row>
              {`#${row.index}`}
            </a>
          </td>
          {cells(row, rows)}
        </tr>
      ))}
    </tbody>
  )
}
