import { formatCount } from '@/lib/view/format'

/** How many features a ranked answer has, of how many. */
export interface Ranked {
  readonly items: readonly unknown[]
  readonly total: number
  readonly kept: number
  readonly found: number
  readonly cut: boolean
  readonly exact: boolean
}

/** Returns how many are shown: "30 of 312 features are active on it", or "strongest 200 of 635". */
export function shownOf(result: Ranked, tokens: number): string {
  const { items, found, cut } = result
  const shown =
    items.length < found ? `${formatCount(items.length)} of ${formatCount(found)}` : formatCount(found)
  if (cut) return `${shown} shown, ${keptOf(result, tokens)}`
  return `${shown} ${found === 1 ? 'feature is' : 'features are'} active on it`
}

/** Says what a cut list leaves out: how many features it keeps, and whether one that it leaves out may belong in it. */
export function keptOf(
  { kept, total, exact }: Omit<Ranked, 'items' | 'found' | 'cut'>,
  tokens: number,
): string {
  if (tokens > 1)
    return exact
      ? 'a list is cut, so numbers may lack a token'
      : 'a list is cut, so features may be missing and numbers may lack a token'
  const size = `${formatCount(kept)} of ${formatCount(total)}`
  return exact ? `strongest ${size}` : `ordered among the ${size} with the most summed activation`
}
