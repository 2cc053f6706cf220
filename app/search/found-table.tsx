'use client'

import {
  createSortedRowModel,
  type ReactTable,
  type RowData,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table'
import { useRef } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import type { TermName } from '@/app/_ui/glossary/terms'
import { cn } from '@/app/_ui/kit/cn'
import { useSoftLinks } from '@/app/_ui/soft-links'

/** What a table of found features can do: its heads sort. */
export const FOUND_FEATURES = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
})

/** Columns of figures, which stand at the right. */
const NUMBERS = new Set(['count', 'mean', 'max', 'value', 'score', 'density', 'maxActivation'])
/** Widths, and the place of a cell on a narrow pane, where a row is two lines. */
const PLACES: Record<string, string> = {
  index: 'w-15 @max-2xl:w-15',
  name: '@max-2xl:min-w-0 @max-2xl:w-auto @max-2xl:flex-1',
  count: 'w-32 @max-2xl:order-1',
  mean: 'w-18 @max-2xl:order-1',
  max: 'w-16 @max-2xl:order-1',
  share: 'w-44 @max-2xl:order-1',
  author: 'w-32 @max-2xl:order-1',
  score: 'w-18 @max-2xl:order-1',
  density: 'w-22 @max-2xl:order-1',
  maxActivation: 'w-16 @max-2xl:order-1',
  meter: 'w-24 @max-2xl:w-24 @max-md:hidden',
  value: 'w-16',
}

/** Columns that keep their width on a narrow pane, where other cells are as wide as what they hold. */
const FIXED = new Set(['index', 'name', 'meter'])
/** On a narrow pane the name takes the rest of the first line, and the figures stand in a second one. */
const FIRST_LINE = '@max-2xl:basis-[calc(100%-4.5rem)]'

/** What the heads mean, by the glossary. */
const TERMS: Record<string, TermName> = {
  ...{ index: 'feature', name: 'label', count: 'precision', share: 'share' },
  ...{ score: 'labelScore', density: 'density', maxActivation: 'maximum' },
}

/** A table of found features. A press anywhere on a row opens its feature; heads sort; arrows step from row to row. */
export function FoundTable<Row extends RowData>(props: {
  readonly table: ReactTable<typeof FOUND_FEATURES, Row>
  readonly label?: string
  readonly headHidden?: boolean
}) {
  const { table, label, headHidden } = props
  const body = useRef<HTMLTableSectionElement>(null)
  useSoftLinks(body)
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse @max-2xl:block">
      <thead
        className={headHidden ? 'sr-only' : '@max-2xl:block @max-2xl:border-b @max-2xl:border-line-strong'}
      >
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} className="@max-2xl:flex @max-2xl:flex-wrap @max-2xl:gap-x-3">
            {group.headers.map((header) => {
              const sorted = header.column.getIsSorted()
              const canSort = header.column.getCanSort()
              const term = TERMS[header.column.id]
              return (
                <th
                  key={header.id}
                  scope="col"
                  {...(sorted ? { 'aria-sort': sorted === 'desc' ? 'descending' : 'ascending' } : {})}
                  className={cn(
                    'h-row border-b border-line-strong px-1.5 text-left text-12 font-normal text-ink-2 first:pl-0 last:pr-0 @max-2xl:border-b-0 @max-2xl:p-0',
                    NUMBERS.has(header.column.id) && 'text-right',
                    PLACES[header.column.id],
                    '@max-2xl:w-auto @max-2xl:flex-none',
                    !canSort && '@max-2xl:sr-only',
                  )}
                >
                  {canSort ? (
                    <button
                      type="button"
                      {...(term ? { 'data-term': term } : {})}
                      className={cn(
                        'min-h-6 hover:text-ink max-md:min-h-9',
                        sorted && 'font-semibold text-ink',
                      )}
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <table.FlexRender header={header} />
                      <span aria-hidden="true">{sorted ? (sorted === 'desc' ? ' ↓' : ' ↑') : ''}</span>
                    </button>
                  ) : term ? (
                    <Term name={term}>
                      <table.FlexRender header={header} />
                    </Term>
                  ) : (
                    <table.FlexRender header={header} />
                  )}
                </th>
              )
            })}
          </tr>
        ))}
      </thead>
      <tbody ref={body} className="@max-2xl:block">
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id}
            className="relative border-b border-line last:border-b-0 hover:bg-sunken @max-2xl:flex @max-2xl:flex-wrap @max-2xl:items-center @max-2xl:gap-x-3 @max-2xl:py-1.5"
          >
            {row.getAllCells().map((cell) => (
              <td
                key={cell.id}
                className={cn(
                  'h-row truncate px-1.5 first:pl-0 last:pr-0 @max-2xl:h-auto @max-2xl:p-0',
                  NUMBERS.has(cell.column.id) && 'text-right @max-2xl:text-left',
                  PLACES[cell.column.id],
                  !FIXED.has(cell.column.id) && '@max-2xl:w-auto',
                  cell.column.id === 'name' && !headHidden && FIRST_LINE,
                  cell.column.getIsSorted() && 'font-semibold',
                )}
              >
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
