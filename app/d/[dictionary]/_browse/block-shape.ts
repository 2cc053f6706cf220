import type { BlockShape } from '@/app/_ui/data/queries/feature-lists'
import type { BrowseState } from '@/lib/contract/browse-query'

/** A block is what the document brings: rows for a window of 1,000 px, or four lines of four cards. */
const SHAPES: Readonly<Record<BrowseState['view'], BlockShape>> = {
  table: { size: 32, examples: 0 },
  gallery: { size: 16, examples: 3 },
}

/** Returns how the list is cut into requests in a view. */
export const blockShape = (view: BrowseState['view']): BlockShape => SHAPES[view]
