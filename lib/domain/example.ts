/** Groups of examples of a feature: 0…10 are the intervals of activation, 0 the highest. */
export const GROUP_TOP = -1
export const GROUP_RANDOM = -2
export const INTERVALS = 11
export const TOP_EXAMPLES = 20
export const INTERVAL_EXAMPLES = 5
export const RANDOM_EXAMPLES = 5
/** Tokens on each side of the selected token in the window that identifies repeats (9 in all). */
export const WINDOW_RADIUS = 4

export type ExampleGroup = number

/** One chosen position at which a feature is shown. */
export interface Example {
  readonly group: ExampleGroup
  /** Place in the group, counted from 0. */
  readonly rank: number
  readonly sequence: number
  /** Position of the token in the sequence; it counts BOS. */
  readonly position: number
  /** How often the 9-token window around the position occurs in the corpus where the feature is evaluated. */
  readonly repeats: number
  /** Displayed activation f·‖W_dec‖ at the position. */
  readonly activation: number
}

/** The feature over the example's whole sequence, silent positions left out. */
export interface SequenceTrace {
  readonly positions: readonly number[]
  readonly activations: readonly number[]
  /** CE_ablated − CE_clean in nats for predicting the next token; null at the last token. */
  readonly lossEffects: readonly (number | null)[]
}
