import type { Ranked } from '@/lib/db/queries/search'
import { formatCount } from '@/lib/view/format'

/** What a list that is cut says of itself: how many features it keeps, and whether one left out may belong before. */
export function keptOf({ kept, total, exact }: Ranked<unknown>, tokens: number): string {
  if (tokens > 1)
    return `the list of a token is cut${exact ? '' : ', so the order and figures may lack features'}`
  const size = `${formatCount(kept)} of ${formatCount(total)}`
  return exact ? `the first ${size}` : `ordered among the ${size} with most summed activation`
}
