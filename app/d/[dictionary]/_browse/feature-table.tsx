'use client'

import { useTable } from '@tanstack/react-table'
import { type CSSProperties, useMemo, useRef } from 'react'
import { useSoftLinks } from '@/app/_ui/soft-links'
import { listParam } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { blockShape } from './block-shape'
import { BODY, WITH_BOXES } from './cell-styles'
import { type ColumnId, columnOf, FLEXIBLE, ORDER, PINNED, sortedBy } from './columns'
import { type Layout, resized } from './layout'
import { ListNotice } from './list-notice'
import type { ListProps } from './list-props'
import { remOf } from './pinned'
import { Sideways } from './sideways'
import { TABLE_COLUMNS, TABLE_FEATURES } from './table-columns'
import { TableHead } from './table-head'
import { TableRow, WaitingRow } from './table-row'
import { useBrowse } from './use-browse'
import { useRows } from './use-feature-list'
import { useLayout } from './use-layout'
import { useLines } from './use-lines'
import { useList } from './use-list'

/** What sticks above the rows (bar, filters, heads) and below them, in px at the usual size of text. */
const COVERED = { top: 124, bottom: 48 }

/** The whole list as one table, in which only the rows near the window exist. */
export function FeatureTable(props: ListProps) {
  const { shown, total, isWaiting, selection } = props
  const { source, query } = useBrowse()
  const body = useRef<HTMLTableSectionElement>(null)
  useSoftLinks(body)
  const lines = useLines({
    list: body,
    count: total,
    given: Math.min(total, blockShape('table').size),
    covered: COVERED,
  })
  const list = useRows(shown, lines)
  const { rows } = list
  const { selected, onCheck } = useList({ ...props, lines, rows })
  const { layout, change } = useLayout()
  const sorted = sortedBy(shown.sort)
  const visible = useMemo(() => {
    const chosen = new Set<string>([...layout.visible, ...(sorted ? [sorted] : [])])
    return Object.fromEntries(ORDER.map((id) => [id, chosen.has(id)]))
  }, [layout.visible, sorted])
  const data = useMemo(() => [...rows.values()], [rows])
  const table = useTable({
    features: TABLE_FEATURES,
    columns: TABLE_COLUMNS,
    data,
    getRowId,
    columnResizeMode: 'onChange',
    enableRowRangeSelection: false,
    state: {
      columnOrder: layout.order as string[],
      columnVisibility: visible,
      columnSizing: layout.sizes as Record<string, number>,
      columnPinning: { start: PINNED as string[], end: [] },
      rowSelection: selection.checked,
    },
    onColumnSizingChange: (update) =>
      change((before) =>
        resized(
          before,
          typeof update === 'function' ? update(before.sizes as Record<string, number>) : update,
        ),
      ),
  })
  const columns = table.getVisibleLeafColumns()
  const key = columns.map(({ id }) => id).join(' ')
  const widths = columns.map((column) => widthsOf(column.id as ColumnId, layout.sizes))
  const [width, compact] = [sum(widths.map(([usual]) => usual)), sum(widths.map(([, narrow]) => narrow))]
  const flexible = visible[FLEXIBLE] ? FLEXIBLE : 'label'
  const param = useMemo(() => listParam(shown), [shown])
  const [indexWidth, indexCompact] = widthsOf('index', layout.sizes)
  const style = {
    '--w': remOf(width),
    '--wc': remOf(compact),
    '--index': remOf(indexWidth),
    '--index-c': remOf(indexCompact),
  } as CSSProperties
  const byId = new Map(table.getRowModel().rows.map((row) => [row.id, row]))

  return (
    <>
      <Sideways width={width} compact={compact} isBusy={isWaiting}>
        <table
          className={`w-full table-fixed border-separate border-spacing-0 [--w-index:var(--index)] max-xl:[--w-index:var(--index-c)] max-md:block md:min-w-(--wc) xl:min-w-(--w) ${WITH_BOXES}`}
          style={style}
          aria-rowcount={total + 1}
          aria-label="Features"
          {...(Object.keys(selection.checked).length > 0 ? { 'data-selecting': '' } : {})}
        >
          <colgroup className="max-md:hidden">
            {columns.map(({ id }, at) => (
              <col
                key={id}
                {...(id === flexible
                  ? {}
                  : {
                      className: 'w-(--w) max-xl:w-(--wc)',
                      style: { '--w': remOf(widths[at][0]), '--wc': remOf(widths[at][1]) } as CSSProperties,
                    })}
              />
            ))}
          </colgroup>
          <TableHead
            headers={table.getHeaderGroups()[0].headers.filter(({ column }) => column.getIsVisible())}
            query={query}
            onResize={(id, size) => change((before) => resized(before, { ...before.sizes, [id]: size }))}
          />
          <tbody ref={body} className={BODY}>
            <Away height={lines.before} columns={columns.length} />
            {Array.from({ length: lines.to - lines.from }, (_, at) => lines.from + at).map((place) => {
              const feature = rows.get(place)
              const row = feature && byId.get(getRowId(feature))
              return row ? (
                <TableRow
                  // another list gets new rows, because a text that moves counts as a shift of the layout
                  key={`${param} ${place}`}
                  dictionary={source.dictionary}
                  list={param}
                  row={row}
                  place={place}
                  isSelected={place === selected}
                  isChecked={selection.checked[row.id] === true}
                  columns={key}
                  onCheck={onCheck}
                />
              ) : (
                <WaitingRow key={place} place={place} columns={columns.length} height={lines.line} />
              )
            })}
            <Away height={lines.after} columns={columns.length} />
          </tbody>
        </table>
      </Sideways>
      <ListNotice list={list} />
    </>
  )
}

const getRowId = (row: FeatureRow) => String(row.index)

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Returns the width of a column on a wide and on a narrow page, which are the same once a reader chose one. */
function widthsOf(id: ColumnId, sizes: Layout['sizes']): readonly [number, number] {
  const { size, compact } = columnOf(id)
  return [sizes[id] ?? size, sizes[id] ?? compact]
}

/** Takes the room of the rows that do not exist. */
function Away({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr className="max-md:block print:hidden">
      <td colSpan={columns} className="p-0 max-md:block" style={{ height }} />
    </tr>
  )
}
