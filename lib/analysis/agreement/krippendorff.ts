/**
 * Krippendorff's alpha: how far raters agree beyond chance, with missing values allowed. Source: K. Krippendorff,
 * "Computing Krippendorff's Alpha-Reliability" (2011).
 */

/**
 * Returns alpha for ordinal values. `units` holds the values that each unit got, one per rater, in any order; units
 * with fewer than two values are left out.
 *
 * The ordinal distance of values c < k is (n_c/2 + n_{c+1} + … + n_k/2)², with n the number of pairable values.
 * Returns null if alpha is undefined: no unit has two values, or all pairable values are equal.
 */
export function ordinalAlpha(units: readonly (readonly number[])[]): number | null {
  const pairable = units.filter((unit) => unit.length >= 2)
  const values = [...new Set(pairable.flat())].sort((a, b) => a - b)
  const rank = new Map(values.map((value, at) => [value, at]))
  const at = (value: number) => rank.get(value) ?? 0

  const size = values.length
  const coincidences = new Float64Array(size * size) // [value, value]
  const totals = new Float64Array(size)
  for (const unit of pairable)
    for (const [i, first] of unit.entries()) {
      totals[at(first)]++
      for (const [j, second] of unit.entries())
        if (i !== j) coincidences[at(first) * size + at(second)] += 1 / (unit.length - 1)
    }

  const upTo = new Float64Array(size + 1)
  for (let c = 0; c < size; c++) upTo[c + 1] = upTo[c] + totals[c]
  let observed = 0
  let expected = 0
  for (let c = 0; c < size; c++)
    for (let k = c + 1; k < size; k++) {
      const distance = (upTo[k + 1] - upTo[c] - (totals[c] + totals[k]) / 2) ** 2
      observed += coincidences[c * size + k] * distance
      expected += totals[c] * totals[k] * distance
    }
  return expected > 0 ? 1 - ((upTo[size] - 1) * observed) / expected : null
}
