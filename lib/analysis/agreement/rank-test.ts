/**
 * The rank-sum test of two independent samples (Wilcoxon, Mann–Whitney), two-sided, for values with ties.
 * Source: E. L. Lehmann, "Nonparametrics: Statistical Methods Based on Ranks" (1975), chapter 1.
 */

/** Most values in both samples together for which the exact distribution is computed. */
export const EXACT_LIMIT = 60

export interface RankTest {
  /** Number of pairs (x, y) with x > y; ties count half. */
  readonly u: number
  /** Chance that a value of the first sample exceeds one of the second, ties as half: u / (n · m). */
  readonly superiority: number
  /** Two-sided p-value. */
  readonly p: number
  /** `exact`: over all ways to split the tied ranks; `normal`: tie-corrected, with continuity correction. */
  readonly method: 'exact' | 'normal'
}

/** Runs the test. Returns null if a sample is empty or all values are equal. */
export function rankTest(x: readonly number[], y: readonly number[]): RankTest | null {
  const n = x.length
  const m = y.length
  const { doubled, ties } = doubledRanks([...x, ...y])
  if (n === 0 || m === 0 || ties.length === 1) return null
  const sum = doubled.slice(0, n).reduce((total, rank) => total + rank, 0)
  const u = sum / 2 - (n * (n + 1)) / 2
  const exact = n + m <= EXACT_LIMIT
  return {
    u,
    superiority: u / (n * m),
    p: exact ? exactP(doubled, n, sum) : normalP(u, n, m, ties),
    method: exact ? 'exact' : 'normal',
  }
}

/** Returns the doubled midranks, which are whole numbers, and the sizes of the groups of equal values. */
function doubledRanks(values: readonly number[]): { doubled: number[]; ties: number[] } {
  const order = values.map((_, at) => at).sort((a, b) => values[a] - values[b])
  const doubled = new Array<number>(values.length)
  const ties: number[] = []
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && values[order[to]] === values[order[from]]) to++
    for (let at = from; at < to; at++) doubled[order[at]] = from + to + 1
    ties.push(to - from)
    from = to
  }
  return { doubled, ties }
}

/** Returns the share of all choices of n ranks whose sum is at least as far from its mean as `sum`. */
function exactP(doubled: readonly number[], n: number, sum: number): number {
  const most = doubled.reduce((total, rank) => total + rank, 0)
  // share[k][s]: chance that k of the ranks so far are in the first sample, with sum s
  const share = Array.from({ length: n + 1 }, () => new Float64Array(most + 1))
  share[0][0] = 1
  let seen = 0
  let reached = 0
  for (const rank of doubled) {
    for (let k = Math.min(n, seen + 1); k >= 1; k--)
      for (let s = reached; s >= 0; s--) if (share[k - 1][s] > 0) share[k][s + rank] += share[k - 1][s]
    seen++
    reached += rank
  }
  let all = 0
  let far = 0
  // n·(N + 1)/2, doubled: a whole number, so that comparing distances is exact
  const middle = n * (doubled.length + 1)
  for (let s = 0; s <= most; s++) {
    all += share[n][s]
    if (Math.abs(s - middle) >= Math.abs(sum - middle)) far += share[n][s]
  }
  return far / all
}

function normalP(u: number, n: number, m: number, ties: readonly number[]): number {
  const total = n + m
  const tied = ties.reduce((sum, size) => sum + size ** 3 - size, 0)
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - tied / (total * (total - 1))))
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5)
  return upperTail(distance / deviation) * 2
}

/**
 * Returns P(Z > z) of the standard normal for z ≥ 0, with a relative error below 1e-7: the Chebyshev fit of erfc in
 * Numerical Recipes (Press et al., 2nd edition, section 6.2).
 */
function upperTail(z: number): number {
  const x = z / Math.SQRT2
  const t = 1 / (1 + x / 2)
  const c = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ]
  const series = c.reduceRight((sum, coefficient) => coefficient + t * sum, 0)
  return (t * Math.exp(-x * x + series)) / 2
}
