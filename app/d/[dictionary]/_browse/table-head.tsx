import { FlexRender, type Header } from '@tanstack/react-table'
import type { KeyboardEvent } from 'react'
import { Term } from '@/app/_ui/glossary/term'
import { cn } from '@/app/_ui/kit/cn'
import { type BrowseState, defaultOrder } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { type ColumnId, columnOf, FLEXIBLE, PINNED } from './columns'
import { pinnedAt } from './pinned'
import { QueryLink } from './query-link'
import type { TABLE_FEATURES } from './table-columns'

type FeatureHeader = Header<typeof TABLE_FEATURES, FeatureRow, unknown>

/** Step in px by which arrow keys widen a column. */
const STEP = 16

interface Props {
  headers: readonly FeatureHeader[]
  query: BrowseState
  /** Sets the width of a column in px. */
  onResize: (column: ColumnId, size: number) => void
}

/** The head of the table: names of columns that can order the list are links, and an edge of each sets its width. */
export function TableHead({ headers, query, onResize }: Props) {
  return (
    <thead className="max-md:hidden">
      <tr aria-rowindex={1}>
        {headers.map((header) => (
          <Head key={header.id} header={header} query={query} onResize={onResize} />
        ))}
      </tr>
    </thead>
  )
}

function Head({ header, query, onResize }: Omit<Props, 'headers'> & { header: FeatureHeader }) {
  const id = header.column.id as ColumnId
  const { sort, term, statistic } = columnOf(id)
  const order = query.order ?? defaultOrder(query.sort)
  const isSorted = sort !== undefined && sort === query.sort
  const isPinned = PINNED.includes(id)
  const name = <FlexRender header={header} />
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (order === 'desc' ? 'descending' : 'ascending') : undefined}
      className={cn(
        'sticky top-[calc(var(--spacing-bar)+var(--bar))] z-5 h-row border-y border-t-line border-b-line-strong bg-surface px-2 text-12 font-medium whitespace-nowrap text-ink-3 max-xl:px-1.5 print:static',
        statistic ? 'text-right' : 'text-left',
        isPinned && 'z-6',
        id === 'index' && 'pl-6 max-xl:pl-6',
      )}
      {...(isPinned ? { style: pinnedAt(id) } : {})}
    >
      <span className="block overflow-hidden text-ellipsis">
        {sort ? (
          <QueryLink
            to={{ ...query, sort, order: isSorted ? (order === 'desc' ? 'asc' : 'desc') : undefined }}
            data-term={term}
            className={cn('hover:text-ink hover:no-underline', isSorted && 'font-semibold text-ink')}
          >
            {name}
            {isSorted ? (order === 'desc' ? ' ↓' : ' ↑') : null}
          </QueryLink>
        ) : (
          <Term name={term}>{name}</Term>
        )}
      </span>
      {id === FLEXIBLE ? null : <Edge header={header} onResize={onResize} />}
    </th>
  )
}

/** The right edge of a head, which the pointer drags and arrow keys move. */
function Edge({ header, onResize }: { header: FeatureHeader; onResize: Props['onResize'] }) {
  const id = header.column.id as ColumnId
  const size = header.getSize()
  const { name, least } = columnOf(id)
  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onResize(id, Math.max(least, size + by))
  }
  const drag = header.getResizeHandler()
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> between heads of a table is not allowed there
    <span
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of the column ${name}`}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={1200}
      className="absolute inset-y-1 -right-0.5 z-1 w-1.5 cursor-col-resize touch-none border-r border-transparent select-none hover:border-control focus-visible:border-accent focus-visible:outline-offset-0"
      onMouseDown={drag}
      onTouchStart={drag}
      onDoubleClick={() => onResize(id, columnOf(id).size)}
      onKeyDown={step}
    />
  )
}
