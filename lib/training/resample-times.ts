/** When a run resamples, in steps from its start. */
export interface ResampleTime {
  /** Resample once this many steps are done. */
  readonly step: number
  /** Steps done when counting firings for it begins: half the interval earlier, as in the paper. */
  readonly countFrom: number
}

/**
 * "Towards Monosemanticity" resamples at 25k, 50k, 75k and 100k of its steps what was silent for the last
 * 12.5k. Scaled to any run: `times` evenly spaced points before the learning rate falls, each looking back
 * over half the interval.
 */
export function resampleTimes(steps: number, times: number, tail: number): ResampleTime[] {
  const interval = Math.floor((steps * (1 - tail)) / (times + 1))
  const window = Math.floor(interval / 2)
  if (window < 1) return []
  return Array.from({ length: times }, (_, i) => {
    const step = (i + 1) * interval
    return { step, countFrom: step - window }
  })
}
