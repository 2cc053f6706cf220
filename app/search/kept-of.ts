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
  return `${shown} ${found === 1 ? 'feature is' : 'features are'} active on ${tokens > 1 ? 'them' : 'it'}`
}

/** Says what a cut list leaves out. */
export function keptOf(
  { kept, total, exact }: Omit<Ranked, 'items' | 'found' | 'cut'>,
  tokens: number,
): string {
  const all = `${tokens > 1 ? 'at least ' : ''}${formatCount(total)}`
  if (exact) return `strongest ${formatCount(kept)} of ${all}`
  const missing = `this older analysis kept ${formatCount(kept)} of ${all}`
  return tokens > 1 ? `${missing}, and numbers may lack a token` : missing
}
