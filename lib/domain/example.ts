/** Groups of examples of a feature: 0…10 are the intervals of activation, 0 the highest. */
export const GROUP_TOP = -1
export const GROUP_RANDOM = -2
export const INTERVALS = 11
export const TOP_EXAMPLES = 20
export const INTERVAL_EXAMPLES = 5
export const RANDOM_EXAMPLES = 5
/** Tokens on each side of the selected token in the window that identifies repeats (9 in all). */
export const WINDOW_RADIUS = 4

/** Returns border j of 0 … 11: max·j/11, and at 11 the maximum itself, which the quotient could miss by rounding. */
export function intervalBorder(max: number, j: number): number {
  return j === INTERVALS ? max : (max * j) / INTERVALS
}

/** Returns true if an activation lies in interval k: (max·(10−k)/11, max·(11−k)/11]. */
export function inInterval(value: number, max: number, interval: number): boolean {
  const top = INTERVALS - interval
  return value > intervalBorder(max, top - 1) && value <= intervalBorder(max, top)
}

/** Returns the borders of interval k of 0 … 10: activations in (low, high] are in it, 0 is the strongest. */
export function intervalBounds(
  interval: number,
  max: number,
): { readonly low: number; readonly high: number } {
  const top = INTERVALS - interval
  return { low: intervalBorder(max, top - 1), high: intervalBorder(max, top) }
}
