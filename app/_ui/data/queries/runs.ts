import { isLive } from '@/lib/view/run-view'
import { orpc } from '../orpc'

/** How often runs are asked for while one of them is waiting or running. */
const LIVE_MS = 1000
/** When nothing runs they are asked for when a page with them is opened, or when the window gets the focus, after this time. */
const FRESH_MS = 5000

/** The reads of runs. */
export const runQueries = {
  /**
   * Waiting and running runs first, then the newest. They are asked for again and again while something runs, and never in a
   * hidden tab.
   */
  all: () =>
    orpc.runs.list.queryOptions({
      input: { query: {} },
      staleTime: FRESH_MS,
      refetchInterval: ({ state }) => (state.data?.items.some(isLive) ? LIVE_MS : false),
      refetchOnWindowFocus: 'always',
    }),
}
