/** An order in which a reader steps from one feature of a dictionary to the next: densest first, or by index. */
export type FeatureOrder = 'density' | 'index'

/** The position of a feature in such an order, and the features before and after it (null at either end). */
export interface FeaturePlace {
  readonly previous: number | null
  readonly next: number | null
  /** Counted from 1. */
  readonly position: number
  readonly total: number
}
