/** Counts of features by a code of theirs, with and without each group of filters. Pure. */
import { FILTER_GROUPS, type FilterGroup } from '@/lib/contract/browse-query'

/** The bit of a group among those that a feature fails. */
export const GROUP_BITS = Object.fromEntries(
  Object.keys(FILTER_GROUPS).map((group, at) => [group, 1 << at]),
) as Record<FilterGroup, number>

export interface Counted<Code> {
  /** The groups of filters that the features fail, as bits; with two or more, no change to one brings them back. */
  readonly failed: number
  readonly code: Code
  readonly count: number
}

/** Counts of features by the groups they fail and by a code. */
export class Tally<Code> {
  constructor(readonly rows: readonly Counted<Code>[]) {}

  /** Returns how many features match all filters, with a code that is wanted. */
  matching(isWanted?: (code: Code) => boolean): number {
    return this.sum((failed) => failed === 0, isWanted)
  }

  /** Returns how many features match all groups of filters but perhaps this one, with a code that is wanted. */
  without(group: FilterGroup, isWanted?: (code: Code) => boolean): number {
    return this.sum((failed) => failed === 0 || failed === GROUP_BITS[group], isWanted)
  }

  /** Returns how many features of the dictionary have a code that is wanted. */
  all(isWanted?: (code: Code) => boolean): number {
    return this.sum(() => true, isWanted)
  }

  private sum(isLeft: (failed: number) => boolean, isWanted: (code: Code) => boolean = () => true): number {
    return this.rows.reduce(
      (total, { failed, code, count }) => (isLeft(failed) && isWanted(code) ? total + count : total),
      0,
    )
  }
}
