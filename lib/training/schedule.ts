import { SemascopeError } from '@/lib/errors'

/** Linear rise from 1/warmup at step 0 to 1 from step warmup − 1 on; 1 throughout without a warm-up. */
export function warmUp(step: number, warmup: number): number {
  return warmup <= 0 ? 1 : Math.min(1, (step + 1) / warmup)
}

/** Warm-up, then half a cosine from 1 down to `floor` at the last step. Steps count from 0. */
export function cosineSchedule(step: number, steps: number, warmup: number, floor: number): number {
  checkStep(step, steps)
  const progress = steps > 1 ? step / (steps - 1) : 1
  const cosine = floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress))
  return warmUp(step, warmup) * cosine
}

/** Warm-up, a plateau at 1, then a straight line to (almost) 0 over the last `tail` share of the steps. */
export function tailDecaySchedule(step: number, steps: number, warmup: number, tail: number): number {
  checkStep(step, steps)
  const decay = tail > 0 ? Math.min(1, (steps - step) / Math.max(1, steps * tail)) : 1
  return warmUp(step, warmup) * decay
}

function checkStep(step: number, steps: number): void {
  if (step < 0 || step >= steps)
    throw new SemascopeError('invalid_input', `step ${step} is outside the run's 0…${steps - 1}`)
}
