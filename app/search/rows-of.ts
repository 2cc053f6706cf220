import { POSTING_LIMIT, type SearchList } from '@/lib/contract/search'
import type { SearchView } from './address'

/** Number of rows of a list before "All" is pressed. */
const ROWS: Record<SearchList, number> = { fires: 30, raises: 12, lowers: 12 }

/** Returns the number of rows of a list. */
export const rowsOf = ({ all }: Pick<SearchView, 'all'>, list: SearchList): number =>
  all === list ? POSTING_LIMIT : ROWS[list]
