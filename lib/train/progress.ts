import { SemascopeError } from '@/lib/errors'

/** One point of a training curve. Fields that a kind of run does not have are absent. */
export interface CurvePoint {
  readonly step: number
  /** Number of tokens (or activations) seen so far. */
  readonly tokens: number
  /** Mean loss since the last point, in the run's own unit. */
  readonly loss: number
  readonly l0?: number
  /** Number of features silent since the last point. */
  readonly dead?: number
  readonly explainedVariance?: number
}

/** The report of a running training. */
interface TrainingProgress extends CurvePoint {
  readonly steps: number
  readonly tokensPerSecond: number
  /** Seconds left at the current rate. */
  readonly eta: number
}

export interface TrainingEvents {
  /** Reports a phase without steps: preparing data, evaluating, writing. */
  phase?(name: string): void
  progress?(progress: TrainingProgress): void
  /** Reports an event at a step: a resume, a resampling, a checkpoint. */
  note?(text: string): void
}

/** Keeps means over the steps since the last point, and the rate since the process began. */
export class Meter {
  private sums = new Map<string, number>()
  private count = 0
  private readonly started = performance.now()

  constructor(
    private readonly firstStep: number,
    private readonly steps: number,
    private readonly tokensPerStep: number,
  ) {}

  /** Adds the values of a step. Throws `invalid_input` if the loss is not a finite number. */
  add(step: number, values: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(values)) {
      if (!Number.isFinite(value))
        throw new SemascopeError(
          'invalid_input',
          `${name} became ${value} at step ${step + 1}: training diverged; the last checkpoint is kept, start again with a lower learning rate`,
        )
      this.sums.set(name, (this.sums.get(name) ?? 0) + value)
    }
    this.count++
  }

  /** Returns the mean of a value since the last `reset`. */
  mean(name: string): number {
    return (this.sums.get(name) ?? 0) / Math.max(1, this.count)
  }

  /** Forgets the values; call it after making a point of them. */
  reset(): void {
    this.sums = new Map()
    this.count = 0
  }

  rate(stepsDone: number): { tokensPerSecond: number; eta: number } {
    const seconds = (performance.now() - this.started) / 1000
    const done = stepsDone - this.firstStep
    const perStep = seconds / Math.max(1, done)
    return { tokensPerSecond: this.tokensPerStep / perStep, eta: (this.steps - stepsDone) * perStep }
  }

  get seconds(): number {
    return (performance.now() - this.started) / 1000
  }
}
