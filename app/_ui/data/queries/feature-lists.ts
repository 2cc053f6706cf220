import type { BrowseFilters, BrowseList } from '@/lib/contract/browse-query'
import { orpc } from '../orpc'

/** A dictionary in one of its analyses. A new analysis has lists of its own, so each key has its id. */
export interface ListSource {
  readonly dictionary: string
  readonly analysis: number
}

/** How a list is cut into blocks: features per block, and strongest examples of each. */
export interface BlockShape {
  readonly size: number
  readonly examples: number
}

/**
 * Rows and counts hold what people wrote, so they are read again when the window gets the focus. A page that one returns to
 * shows what it had; only what a write made old is read again.
 */
const LIVE = {
  staleTime: 60_000,
  refetchOnMount: (query: { readonly state: { readonly isInvalidated: boolean } }) =>
    query.state.isInvalidated,
} as const

/** Lists of features: their rows, and how many match. */
export const featureListQueries = {
  /** The `nth` block of a list, from 0. Blocks are apart, because a list is entered anywhere. */
  block: ({ dictionary, analysis }: ListSource, list: BrowseList, shape: BlockShape, nth: number) => {
    const input = {
      params: { dictionary },
      query: { ...list, limit: shape.size, from: nth * shape.size, examples: shape.examples },
    }
    return orpc.features.list.queryOptions({
      ...{ input, ...LIVE },
      queryKey: [...orpc.features.list.queryKey({ input }), analysis],
    })
  },
  /** How many features match, and how many each choice of a filter would leave. */
  counts: ({ dictionary, analysis }: ListSource, filters: BrowseFilters) => {
    const input = { params: { dictionary }, query: filters }
    return orpc.features.counts.queryOptions({
      ...{ input, ...LIVE },
      queryKey: [...orpc.features.counts.queryKey({ input }), analysis],
    })
  },
}
