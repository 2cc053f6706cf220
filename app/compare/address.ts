import { createLoader, parseAsArrayOf, parseAsInteger, parseAsString } from 'nuqs/server'

/** Most features that are matched on one page: each is compared with every feature of the other dictionary. */
export const MOST_MATCHED = 20

/** The address of a comparison. It always names both dictionaries, so that a copied link means the same tomorrow. */
export const COMPARISON = {
  a: parseAsString,
  b: parseAsString,
  /** The features of the left dictionary that were matched, the last one first. */
  features: parseAsArrayOf(parseAsInteger).withDefault([]).withOptions({ history: 'push' }),
}

export const loadComparison = createLoader(COMPARISON)
