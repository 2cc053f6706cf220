/**
 * Adjusts the p-values of several tests of one study, so that the chance of any false finding among them stays below
 * the level that is read off an adjusted value.
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure" (1979).
 */

/** Returns the adjusted p-values in the order of the given ones; a single one is unchanged. */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => values[a] - values[b])
  const adjusted = new Array<number>(values.length)
  let least = 0
  order.forEach((at, rank) => {
    least = Math.min(1, Math.max(least, values[at] * (values.length - rank)))
    adjusted[at] = least
  })
  return adjusted
}
