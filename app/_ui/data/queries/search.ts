import { keepPreviousData } from '@tanstack/react-query'
import type { SearchList, SearchSort } from '@/lib/contract/search'
import { orpc } from '../orpc'

/** Labels, lists and studies are written by people, so what they name is asked for again after this time. */
const FRESH_MS = 30_000

/** A dictionary in one analysis. A new analysis has answers of its own, so the key of each has its id. */
export interface Searched {
  readonly dictionary: string
  readonly analysis: number
}

interface Limits {
  /** Highest density of a feature, as a fraction. */
  readonly maxDensity?: number
  readonly limit: number
}

const BY = { fires: 'activation', raises: 'promotes', lowers: 'suppresses' } as const satisfies Record<
  SearchList,
  string
>

/** What searches find. The answer before stays until the next one. */
export const searchQueries = {
  /** What a few characters may mean. */
  suggest: (q: string, dictionary: string | undefined) =>
    orpc.search.suggest.queryOptions({
      input: { query: { q, ...(dictionary === undefined ? {} : { dictionary }) } },
      staleTime: FRESH_MS,
      placeholderData: keepPreviousData,
    }),
  /** The tokens that a text may mean, or those with some ids. */
  resolve: ({ dictionary, analysis }: Searched, token: string, id: string | undefined) => {
    const input = { query: { dictionary, token, ...(id === undefined ? {} : { id }) } }
    return orpc.search.resolve.queryOptions({
      input,
      queryKey: [...orpc.search.resolve.queryKey({ input }), analysis],
      placeholderData: keepPreviousData,
    })
  },
  /** What features do on tokens. */
  tokens: (
    { dictionary, analysis }: Searched,
    asked: Limits & { readonly list: SearchList; readonly ids: readonly number[]; readonly sort: SearchSort },
  ) => {
    const { list, ids, sort, ...limits } = asked
    const order = list === 'fires' ? { sort } : {}
    const input = { query: { dictionary, id: ids.join(','), by: BY[list], ...order, ...limits } }
    return orpc.search.tokens.queryOptions({
      input,
      queryKey: [...orpc.search.tokens.queryKey({ input }), analysis],
      placeholderData: keepPreviousData,
      enabled: ids.length > 0,
    })
  },
  /** Features by words of their label, or by the kind of tokens that the words name. */
  labels: ({ dictionary, analysis }: Searched, asked: Limits & { readonly q: string }) => {
    const input = { query: { dictionary, ...asked } }
    return orpc.search.labels.queryOptions({
      input,
      queryKey: [...orpc.search.labels.queryKey({ input }), analysis],
      staleTime: FRESH_MS,
      placeholderData: keepPreviousData,
      enabled: asked.q.trim() !== '',
    })
  },
}
