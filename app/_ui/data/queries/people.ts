import { orpc } from '../orpc'

/** Admins of several browsers change these, so they are asked for again after this time, when the window gets the focus. */
const FRESH_MS = 10_000

/** The reads of accounts. Only a server with accounts answers them. */
export const peopleQueries = {
  members: () => orpc.people.list.queryOptions({ staleTime: FRESH_MS }),
  invitations: () => orpc.invitations.list.queryOptions({ staleTime: FRESH_MS }),
  /** The API tokens of the account that asks, without the secrets. */
  tokens: () => orpc.tokens.list.queryOptions({ staleTime: FRESH_MS }),
  /** The audit log, newest first, in pages. */
  audit: () =>
    orpc.audit.list.infiniteOptions({
      input: (before: number | undefined) => ({ query: { before } }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : Number(nextCursor)),
      staleTime: FRESH_MS,
    }),
}
