import type { CSSProperties } from 'react'
import type { ColumnId } from './columns'

/** Returns where a column that stays at the left sticks: behind the pinned ones before it (`--w-index`). */
export const pinnedAt = (column: ColumnId): CSSProperties => ({
  insetInlineStart: column === 'index' ? '1.5rem' : 'calc(1.5rem + var(--w-index))',
})

/** Returns a width in px at the usual size of text in rem, so that it grows with the text. */
export const remOf = (size: number): string => `${size / 16}rem`
