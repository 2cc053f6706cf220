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
