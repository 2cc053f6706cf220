import { SemascopeError } from '@/lib/errors'
import { type CurvePoint, Meter, type TrainingEvents } from './progress'

export interface LoopOptions {
  readonly steps: number
  /** Number of steps done before this process. */
  readonly firstStep: number
  readonly tokensPerStep: number
  /** Steps between points of the curve and between progress reports; checkpoints are written at these steps too. */
  readonly pointEvery: number
  /** Seconds between checkpoints. */
  readonly checkpointSeconds: number
  /** Points of earlier processes; new points are appended. */
  readonly curve: CurvePoint[]
  readonly events: TrainingEvents
  readonly signal: AbortSignal | undefined
  /** Takes a step (counted from 0) and returns its values; `loss` is one of them. */
  step(step: number): Promise<Readonly<Record<string, number>>>
  /** Returns a curve point of the mean values since the last one. */
  point(mean: (name: string) => number): Pick<CurvePoint, 'loss' | 'l0' | 'dead' | 'explainedVariance'>
  /** Writes a checkpoint after `stepsDone` steps; `seconds` counts only this process. */
  save(stepsDone: number, seconds: number): void
}

/** Throws `conflict` if a run was asked to stop outside its steps; its checkpoint is complete then. */
export function throwIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new SemascopeError('conflict', 'training was stopped after its last step; run it again to finish')
}

/**
 * Runs the remaining steps with reports and checkpoints. A loss that is not finite stops the run and keeps the last
 * checkpoint; an abort saves a checkpoint first and throws `conflict`.
 * @returns seconds spent
 */
export async function trainingLoop(options: LoopOptions): Promise<number> {
  const { steps, firstStep, tokensPerStep, pointEvery, events, curve, signal } = options
  const meter = new Meter(firstStep, steps, tokensPerStep)
  let savedAt = meter.seconds
  for (let step = firstStep; step < steps; step++) {
    if (signal?.aborted) {
      options.save(step, meter.seconds)
      throw new SemascopeError(
        'conflict',
        `training was stopped after ${step} of ${steps} steps; it resumes there`,
      )
    }
    meter.add(step, await options.step(step))
    const done = step + 1
    if (done % pointEvery !== 0 && done !== steps) continue
    const point = { step: done, tokens: done * tokensPerStep, ...options.point((name) => meter.mean(name)) }
    curve.push(point)
    meter.reset()
    events.progress?.({ ...point, steps, ...meter.rate(done) })
    if (done === steps || meter.seconds - savedAt >= options.checkpointSeconds) {
      options.save(done, meter.seconds)
      savedAt = meter.seconds
    }
  }
  return meter.seconds
}
