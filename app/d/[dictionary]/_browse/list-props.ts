import type { RefObject } from 'react'
import type { BrowseState } from '@/lib/contract/browse-query'
import type { CheckedRows } from './use-checked'

/** What the table and the gallery are given. */
export interface ListProps {
  readonly shown: BrowseState
  readonly total: number
  /** True while another list was asked for and is on its way. */
  readonly isWaiting: boolean
  readonly selection: CheckedRows
  /** The feature at the top of the window, and of which list, for the view that is shown next. */
  readonly seen: RefObject<{ readonly list: string; readonly place: number } | null>
}
