import type { Ranked } from '@/lib/db/queries/search'
import { formatCount } from '@/lib/view/format'

/** Says what a cut list leaves out: how many features it keeps, and whether one that it leaves out may belong in it. */
export function keptOf({ kept, total, exact }: Ranked<unknown>, tokens: number): string {
  if (tokens > 1)
    return exact
      ? 'a list is cut, so numbers may lack a token'
      : 'a list is cut, so features may be missing and numbers may lack a token'
  const size = `${formatCount(kept)} of ${formatCount(total)}`
  return exact ? `the first ${size}` : `ordered among the ${size} with the most summed activation`
}
