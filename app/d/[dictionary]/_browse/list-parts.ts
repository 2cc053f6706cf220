import type { BrowseState } from '@/lib/contract/browse-query'

/** Returns the filters of a list, which its counts depend on. */
export function filtersOf({ sort: _, order: __, seed: ___, view: ____, ...filters }: BrowseState) {
  return filters
}

/** Returns the list without the shape in which the page shows it. */
export const listOf = ({ view: _, ...list }: BrowseState) => list
