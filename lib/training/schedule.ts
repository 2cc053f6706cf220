import { SemascopeError } from '@/lib/errors'

/**
 * Rises linearly from 1/warmup at step 0 to 1 at step warmup − 1 and stays there; without a warm-up it is always 1.
 */
export function warmUp(step: number, warmup: number): number {
  return warmup <= 0 ? 1 : Math.min(1, (step + 1) / warmup)
}

/** Warms up, then follows half a cosine from 1 down to `floor` at the last step. Steps count from 0. */
export function cosineSchedule(step: number, steps: number, warmup: number, floor: number): number {
  checkStep(step, steps)
  const progress = steps > 1 ? step / (steps - 1) : 1
  const cosine = floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress))
  return warmUp(step, warmup) * cosine
}

/** Warms up, stays at 1, then falls in a straight line to (almost) 0 over the last `tail` share of the steps. */
export function tailDecaySchedule(step: number, steps: number, warmup: number, tail: number): number {
  checkStep(step, steps)
  const decay = tail > 0 ? Math.min(1, (steps - step) / Math.max(1, steps * tail)) : 1
  return warmUp(step, warmup) * decay
}

function checkStep(step: number, steps: number): void {
  if (step < 0 || step >= steps)
    throw new SemascopeError('invalid_input', `step ${step} is outside the run's 0…${steps - 1}`)
}
