/** A time at which a run resamples, in steps from its start. */
export interface ResampleTime {
  /** Resample after this many steps. */
  readonly step: number
  /** Count firings from this step on: half the interval earlier, as in the paper. */
  readonly countFrom: number
}

/**
 * Returns when to resample. "Towards Monosemanticity" resamples at 25k, 50k, 75k and 100k of its steps the features
 * that were silent for the last 12.5k. This scales to any run: `times` evenly spaced points before the learning rate
 * falls, each counting over half the interval.
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
