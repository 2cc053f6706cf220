/** Merges the lists of features of several tokens. Pure. */

/** What features do on one token, or to its logit; the arrays have the same order. */
export interface Posting {
  readonly features: readonly number[]
  /** Summed activation of each feature on the token, or its weight on the token's logit. */
  readonly values: readonly number[]
  /** Number of firings on the token. */
  readonly counts: readonly number[]
  /** Greatest activation on the token. */
  readonly maxima: readonly number[]
  /** Number of features with a value that is not 0; the list may keep fewer. */
  readonly total: number
}

/** Returns true if a list leaves features out. */
export const isCut = ({ features, total }: Posting): boolean => features.length < total

export interface Firing {
  readonly index: number
  readonly mass: number
  readonly count: number
  readonly maximum: number
}

/** Returns the features of several lists of one token, each once: a feature has the same figures in all of them. */
export function joinLists(lists: readonly Posting[]): Posting {
  if (lists.length === 1) return lists[0]
  const joined = {
    features: [] as number[],
    values: [] as number[],
    counts: [] as number[],
    maxima: [] as number[],
    total: lists[0].total,
  }
  const seen = new Set<number>()
  for (const { features, values, counts, maxima } of lists)
    features.forEach((index, at) => {
      if (seen.has(index)) return
      seen.add(index)
      joined.features.push(index)
      joined.values.push(values[at])
      joined.counts.push(counts[at])
      joined.maxima.push(maxima[at])
    })
  return joined
}

/** Returns the sums over the tokens by feature, without features that fire on none of the tokens. */
export function sumFirings(postings: readonly Posting[]): Firing[] {
  const found = new Map<number, Firing>()
  for (const { features, values, counts, maxima } of postings)
    features.forEach((index, at) => {
      if (!(counts[at] > 0)) return
      const before = found.get(index)
      found.set(index, {
        index,
        mass: (before?.mass ?? 0) + Math.fround(values[at]),
        count: (before?.count ?? 0) + counts[at],
        maximum: before ? Math.max(before.maximum, maxima[at]) : maxima[at],
      })
    })
  return [...found.values()]
}

/**
 * Returns the effect of each feature on any of the tokens that is farthest from zero. A list of strongest effects that is
 * cut may lack a feature of another list, but not with an effect stronger than its last one: features whose effect is
 * weaker than that are left out, so that those returned are certain, and the first of all.
 */
export function farthestEffects(postings: readonly Posting[]): { index: number; value: number }[] {
  const found = new Map<number, number>()
  const weakest = Math.max(0, ...postings.filter(isCut).map(({ values }) => Math.abs(values.at(-1) ?? 0)))
  for (const { features, values } of postings)
    features.forEach((index, at) => {
      const before = found.get(index)
      if (before === undefined || Math.abs(values[at]) > Math.abs(before)) found.set(index, values[at])
    })
  return [...found]
    .map(([index, value]) => ({ index, value }))
    .filter(({ value }) => Math.abs(value) >= weakest)
}
