import { keepPreviousData } from '@tanstack/react-query'
import { orpc } from '../orpc'

/** Labels, lists and studies are written by people, so a suggestion is asked for again after this time. */
const FRESH_MS = 30_000

/** What searches find. The answer before stays until the next one. */
export const searchQueries = {
  /** What a few characters may mean. */
  suggest: (q: string, dictionary: string | undefined) =>
    orpc.search.suggest.queryOptions({
      input: { query: { q, ...(dictionary === undefined ? {} : { dictionary }) } },
      staleTime: FRESH_MS,
      placeholderData: keepPreviousData,
    }),
}
