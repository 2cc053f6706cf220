/** An order in which a reader steps from one feature of a dictionary to the next: densest first, or by index. */
export type FeatureOrder = 'density' | 'index'

/** Where a feature stands in such an order, and the features next to it (null at either end). */
export interface FeaturePlace {
  readonly previous: number | null
  readonly next: number | null
  /** From 1. */
  readonly position: number
  readonly total: number
}
