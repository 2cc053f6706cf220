import type { ColumnId } from './columns'

/*
 * Hundreds of cells and rows are in the document, so that their classes stand once on the body of the table and not on each
 * of them. Below the breakpoint a row is three lines, and one more for each statistic that is not usual.
 */

const ROWS =
  'max-md:block max-md:[&>[aria-rowindex]]:grid max-md:[&>[aria-rowindex]]:auto-rows-[1.25rem] max-md:[&>[aria-rowindex]]:grid-cols-[4rem_minmax(0,1fr)_auto] max-md:[&>[aria-rowindex]]:grid-rows-[1.25rem_1.25rem_1.25rem] max-md:[&>[aria-rowindex]]:items-center max-md:[&>[aria-rowindex]]:gap-x-3 max-md:[&>[aria-rowindex]]:gap-y-1.5 max-md:[&>[aria-rowindex]]:border-b max-md:[&>[aria-rowindex]]:border-line max-md:[&>[aria-rowindex]]:px-4 max-md:[&>[aria-rowindex]]:py-2.5 max-md:[&>[aria-rowindex]]:[grid-template-areas:"id_lab_dens"_"sp_pos_max"_"ex_ex_one"]'

const CELLS =
  '[&>[aria-rowindex]>td]:h-row [&>[aria-rowindex]>td]:overflow-hidden [&>[aria-rowindex]>td]:text-ellipsis [&>[aria-rowindex]>td]:whitespace-nowrap md:[&>[aria-rowindex]>td]:border-b md:[&>[aria-rowindex]>td]:border-line md:[&>[aria-rowindex]>td]:bg-surface md:[&>[aria-rowindex]>td]:px-1.5 xl:[&>[aria-rowindex]>td]:px-2 max-md:[&>[aria-rowindex]>td]:block max-md:[&>[aria-rowindex]>td]:h-5 max-md:[&>[aria-rowindex]>td]:p-0 max-md:[&>[aria-rowindex]>td]:leading-5'

const CHOSEN =
  'md:[&>[aria-rowindex]:hover>td]:bg-sunken md:[&>[aria-current]>td]:bg-sunken md:[&>[data-checked]>td]:bg-sunken max-md:[&>[aria-current]]:bg-sunken max-md:[&>[data-checked]]:bg-sunken md:[&>[aria-current]>td:first-child]:shadow-[inset_2px_0_0_var(--color-accent)] max-md:[&>[aria-current]]:shadow-[inset_2px_0_0_var(--color-accent)]'

/** Number and label stay at the left while the others move sideways. */
const PINNED_CELLS =
  'md:[&>[aria-rowindex]>td:nth-child(-n+2)]:sticky md:[&>[aria-rowindex]>td:nth-child(-n+2)]:z-1 md:[&>[aria-rowindex]>td:first-child]:start-6 md:[&>[aria-rowindex]>td:first-child]:pl-0 md:[&>[aria-rowindex]>td:nth-child(2)]:start-[calc(1.5rem+var(--w-index))] max-md:[&>[aria-rowindex]>td:first-child]:overflow-visible'

/** Classes of the body of the table. */
export const BODY = `${ROWS} ${CELLS} ${CHOSEN} ${PINNED_CELLS}`

/** Classes of a list whose items can be selected: their boxes show where the pointer or the focus is. */
export const WITH_BOXES =
  '**:data-box:grid **:data-box:size-6 **:data-box:flex-none **:data-box:cursor-pointer **:data-box:place-items-center **:data-box:opacity-0 [&_[data-line]:hover_[data-box]]:opacity-100 data-selecting:**:data-box:opacity-100 [&_[data-box]:has(:checked,:focus-visible)]:opacity-100 pointer-coarse:**:data-box:opacity-100 print:**:data-box:hidden [&_[data-box]>input]:size-3.5 [&_[data-box]>input]:cursor-pointer [&_[data-box]>input]:accent-accent'

const AREAS: Partial<Record<ColumnId, string>> = {
  index: 'max-md:[grid-area:id]',
  label: 'max-md:[grid-area:lab]',
  density: 'max-md:[grid-area:dens]',
  sparkline: 'max-md:[grid-area:sp]',
  raises: 'max-md:[grid-area:pos]',
  maxActivation: 'max-md:[grid-area:max]',
  singleTokenShare: 'max-md:[grid-area:one] max-md:text-12',
  example: 'max-md:[grid-area:ex]',
}

/** Returns the classes of the place of a column on a phone; a column without one gets a line of its own. */
export const areaOf = (column: ColumnId): string =>
  AREAS[column] ?? 'max-md:col-span-full max-md:text-left max-md:text-12'
