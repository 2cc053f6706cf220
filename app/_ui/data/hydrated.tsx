import { dehydrate, HydrationBoundary, type QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { getQueryClient } from './query-client'

/** An answer that the server read itself, with the key of the query that would have asked for it. */
export interface Seed {
  readonly queryKey: QueryKey
  readonly data: unknown
}

/** Returns a seed whose data has the type of the query. */
export const seed = <Data,>(
  options: { readonly queryKey: QueryKey; readonly queryFn?: (...args: never[]) => Promise<Data> | Data },
  data: NoInfer<Data>,
): Seed => ({ queryKey: options.queryKey, data })

/** Puts what the server read into the cache of the browser, so that the first view asks for nothing. */
export function Hydrated({ seeds, children }: { seeds: readonly Seed[]; children: ReactNode }) {
  const client = getQueryClient()
  for (const { queryKey, data } of seeds) client.setQueryData(queryKey, data)
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
}
