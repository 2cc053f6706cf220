import { type Cell, FlexRender, type Row } from '@tanstack/react-table'
import { memo, type ReactNode } from 'react'
import { paths } from '@/lib/contract/paths'
import type { FeatureRow } from '@/lib/contract/schemas'
import { areaOf } from './cell-styles'
import { type ColumnId, columnOf } from './columns'
import { SelectBox } from './select-box'
import type { TABLE_FEATURES } from './table-columns'

interface Props {
  dictionary: string
  /** The list that the link to the feature carries. */
  list: string | undefined
  row: Row<typeof TABLE_FEATURES, FeatureRow>
  /** Row of the list, from 0. */
  place: number
  isSelected: boolean
  isChecked: boolean
  /** Names the columns and their order, so that a row is drawn again only when they change. */
  columns: string
  onCheck: (place: number, isRange: boolean) => void
}

/** A feature as a row of the table. */
export const TableRow = memo(function TableRow(props: Props) {
  const { dictionary, list, row, place, isSelected, isChecked, onCheck } = props
  const feature = row.original
  const href = paths.feature(dictionary, feature.index, { list })
  return (
    <tr
      aria-rowindex={place + 2}
      data-line=""
      {...(isChecked ? { 'data-checked': '' } : {})}
      {...(isSelected ? { 'aria-current': 'true' as const } : {})}
    >
      {row.getVisibleCells().map((cell) => (
        <RowCell
          key={cell.column.id}
          cell={cell}
          href={href}
          box={<SelectBox feature={feature.index} place={place} isChecked={isChecked} onCheck={onCheck} />}
        />
      ))}
    </tr>
  )
}, isSame)

/** A row is drawn again when what it shows changes; TanStack Table makes new rows whenever the window moves. */
function isSame(before: Props, after: Props): boolean {
  return (
    before.row.original === after.row.original &&
    (['dictionary', 'list', 'place', 'isSelected', 'isChecked', 'columns', 'onCheck'] as const).every(
      (name) => before[name] === after[name],
    )
  )
}

interface CellProps {
  cell: Cell<typeof TABLE_FEATURES, FeatureRow>
  href: string
  box: ReactNode
}

function RowCell({ cell, href, box }: CellProps) {
  const id = cell.column.id as ColumnId
  const content = <FlexRender cell={cell} />
  return (
    <td className={columnOf(id).statistic ? `text-right ${areaOf(id)}` : areaOf(id)}>
      {id === 'index' ? (
        <span className="flex items-center max-md:-ml-1.5">
          {box}
          <a className="font-mono text-12 text-accent" href={href}>
            {content}
          </a>
        </span>
      ) : id === 'label' ? (
        <a className={cell.row.original.label ? 'font-medium' : undefined} href={href} tabIndex={-1}>
          {content}
        </a>
      ) : (
        content
      )}
    </td>
  )
}

/** The shape of a row that is still loading. */
export function WaitingRow(props: { place: number; columns: number; height: number }) {
  return (
    <tr aria-rowindex={props.place + 2} style={{ height: props.height }}>
      <td className="text-ink-3 max-md:[grid-area:id]">
        <span className="pl-6">…</span>
      </td>
      <td colSpan={props.columns - 1} className="max-md:hidden!" />
    </tr>
  )
}
