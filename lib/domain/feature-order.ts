/** An order in which a reader steps through all features of a dictionary: densest first, or by index. */
export type FeatureOrder = 'density' | 'index'

/** The position of a feature in a list, and the features before and after it (null at either end). */
export interface FeaturePlace {
  readonly previous: number | null
  readonly next: number | null
  /** The features before and after it, nearest first, as far as quick steps may go before the next page is there. */
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** Counted from 1; null if the list does not have the feature, or no longer. */
  readonly position: number | null
  readonly total: number
}
