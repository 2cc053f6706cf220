import { orpc } from '../orpc'

/** Lists are written by several people, so an answer is asked for again after this time, when the window gets the focus. */
const FRESH_MS = 10_000

/** The reads of lists. */
export const listQueries = {
  /** All lists, the one that changed last first. */
  all: () => orpc.lists.list.queryOptions({ staleTime: FRESH_MS }),
  /** A list with its entries in order. */
  one: (slug: string) =>
    orpc.lists.get.queryOptions({ input: { params: { list: slug } }, staleTime: FRESH_MS }),
  /** Figures and the strongest example of each entry, by the id of the entry. They do not follow the order of the list. */
  rows: (slug: string) =>
    orpc.lists.rows.queryOptions({ input: { params: { list: slug } }, staleTime: 5 * 60_000 }),
}
