import { orpc } from '../orpc'

/** The reads of the log of changes. */
export const changeQueries = {
  /** The changes of a person outside of studies, newest first, in pages. */
  log: (person: string) =>
    orpc.changes.list.infiniteOptions({
      input: (cursor: number | undefined) => ({ query: { person, cursor } }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      // a person looks at it in order to undo what was done a moment ago
      staleTime: 0,
    }),
}
