'use client'

import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import Link from 'next/link'
import { cn } from '@/app/_ui/kit/cn'
import { Note, Pane } from '@/app/_ui/kit/pane'
import { paths } from '@/lib/contract/paths'
import { RUBRIC_QUESTIONS } from '@/lib/contract/rubric'
import type { StudyItem } from '@/lib/contract/study-results'
import { formatFixed, formatPercent } from '@/lib/view/format'
import { ItemAnswers } from './item-answers'
import { ROLE_NAME } from './roles'

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic, alphanumeric: sortFn_alphanumeric },
})
const column = createColumnHelper<typeof features, StudyItem>()

/** Returns how far the annotators of an item are apart; undefined if fewer than two scored it. */
function spreadOf({ rows }: StudyItem): number | undefined {
  const totals = rows.flatMap(({ total }) => total ?? [])
  return totals.length < 2 ? undefined : Math.max(...totals) - Math.min(...totals)
}

const columns = column.columns([
  column.accessor((item) => item.mean ?? undefined, {
    ...{ id: 'score', header: 'Score', sortUndefined: 'last', sortDescFirst: true, sortFn: 'basic' },
    cell: ({ row }) => (
      <b className="font-semibold">{row.original.mean === null ? '—' : formatFixed(row.original.mean, 1)}</b>
    ),
  }),
  column.accessor(spreadOf, {
    ...{ id: 'spread', header: 'Spread', sortUndefined: 'last', sortDescFirst: true, sortFn: 'basic' },
    cell: ({ row }) => spreadOf(row.original) ?? '—',
  }),
  column.accessor(({ role, dictionary }) => `${role} ${dictionary}`, {
    ...{ id: 'item', header: 'Item', sortFn: 'alphanumeric' },
    cell: ({ row: { original } }) => (
      <>
        <Link
          className="font-mono text-12 text-accent"
          href={paths.feature(original.dictionary, original.feature)}
        >
          {original.dictionary} #{original.feature}
        </Link>{' '}
        <span className="text-ink-3">{ROLE_NAME[original.role].toLowerCase()}</span>
        {original.label ? <p className="text-ink-2 wrap-anywhere">{original.label}</p> : null}
      </>
    ),
  }),
  column.accessor('density', {
    ...{ header: 'Density', sortDescFirst: true, sortFn: 'basic' },
    cell: ({ row }) => <span className="text-ink-3">{formatPercent(row.original.density)}</span>,
  }),
  column.display({
    ...{ id: 'answers', header: 'Answers' },
    cell: ({ row }) => <ItemAnswers rows={row.original.rows} />,
  }),
])

const NUMBERS = new Set(['score', 'spread', 'density'])
/** Places of the cells of an item on a phone: its score and name in one line, the answers below. */
const ON_PHONE: Record<string, string> = {
  score: 'not-print:max-md:order-1',
  spread: 'not-print:max-md:hidden',
  item: 'not-print:max-md:order-2 not-print:max-md:flex-1',
  density: 'not-print:max-md:order-3',
  answers: 'not-print:max-md:order-4 not-print:max-md:basis-full',
}

/** Every item with its kind and the interpretations of its annotators, highest score first. */
export function Items({ items }: { items: readonly StudyItem[] }) {
  const table = useTable({
    features,
    columns,
    data: items,
    getRowId: ({ item }) => item,
    enableSortingRemoval: false,
    initialState: { sorting: [{ id: 'score', desc: true }] },
  })
  return (
    <Pane titleId="p-items" title="Items" className="md:px-6 print:break-inside-auto">
      <Note className="mb-2">
        A score is the sum of {RUBRIC_QUESTIONS.map(({ title }) => title.toLowerCase()).join(', ')}, in this
        order; — was not asked. Spread is how far the annotators of an item are apart.
      </Note>
      <table className="w-full border-collapse not-print:max-md:block">
        <thead className="not-print:max-md:block not-print:max-md:border-b not-print:max-md:border-line-strong">
          {table.getHeaderGroups().map((group) => (
            <tr
              key={group.id}
              className="not-print:max-md:flex not-print:max-md:flex-wrap not-print:max-md:gap-x-3"
            >
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted()
                return (
                  <th
                    key={header.id}
                    scope="col"
                    {...(sorted ? { 'aria-sort': sorted === 'desc' ? 'descending' : 'ascending' } : {})}
                    className={cn(
                      'border-line-strong pr-4 text-left text-12 font-normal text-ink-3 last:pr-0 md:border-b',
                      NUMBERS.has(header.column.id) && 'text-right',
                      header.column.id === 'answers' && 'w-1/2 print:w-2/5',
                      // on a phone the head is a line of orders
                      !header.column.getCanSort() && 'not-print:max-md:sr-only',
                    )}
                  >
                    {header.column.getCanSort() ? (
                      <button
                        type="button"
                        className={cn(
                          'min-h-6 hover:text-ink not-print:max-md:min-h-9',
                          sorted && 'font-semibold text-ink',
                        )}
                        onClick={header.column.getToggleSortingHandler()}
                      >
                        <table.FlexRender header={header} />
                        <span aria-hidden="true">{sorted ? (sorted === 'desc' ? ' ↓' : ' ↑') : ''}</span>
                      </button>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </th>
                )
              })}
            </tr>
          ))}
        </thead>
        <tbody className="not-print:max-md:block">
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              className="border-b border-line align-top not-print:max-md:flex not-print:max-md:flex-wrap not-print:max-md:gap-x-3 not-print:max-md:py-2 print:break-inside-avoid"
            >
              {row.getAllCells().map((cell) => (
                <td
                  key={cell.id}
                  className={cn(
                    'py-2 pr-4 last:pr-0 not-print:max-md:p-0',
                    NUMBERS.has(cell.column.id) && 'text-right whitespace-nowrap',
                    ON_PHONE[cell.column.id],
                  )}
                >
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Pane>
  )
}
