import type { Ranked } from '@/lib/db/queries/search'
import { formatCount } from '@/lib/view/format'

/** What a list that is cut says of itself: how many features it keeps, and whether one left out may belong before. */
export function keptOf({ kept, total, exact }: Ranked<unknown>, tokens: number): string {
  if (tokens > 1)
    return exact
      ? 'a list is cut, so figures may lack a token'
      : 'a list is cut, so features may be missing and figures lack a token'
  const size = `${formatCount(kept)} of ${formatCount(total)}`
  return exact ? `the first ${size}` : `ordered among the ${size} with most summed activation`
}
