import { SemascopeError } from '@/lib/errors'

/** One point of a training curve. Fields that a run does not have are absent. */
export interface CurvePoint {
  readonly step: number
  /** Tokens (or activations) seen so far. */
  readonly tokens: number
  /** Mean loss since the last point, in the run's own unit. */
  readonly loss: number
  readonly l0?: number
  /** Features silent since the point before. */
  readonly dead?: number
  readonly explainedVariance?: number
}

/** What a running training reports. */
export interface TrainingProgress extends CurvePoint {
  readonly steps: number
  readonly tokensPerSecond: number
  /** Seconds left at the present rate. */
  readonly eta: number
}

export interface TrainingEvents {
  /** A phase without steps: preparing data, evaluating, writing. */
  phase?(name: string): void
  progress?(progress: TrainingProgress): void
  /** Something that happened at a step: a resume, a resampling, a checkpoint. */
  note?(text: string): void
}

/** Means over the steps since the last point, and the rate since the process began. */
export class Meter {
  private sums = new Map<string, number>()
  private count = 0
  private readonly started = performance.now()

  constructor(
    private readonly firstStep: number,
    private readonly steps: number,
    private readonly tokensPerStep: number,
  ) {}

  /** Adds a step's values; throws `invalid_input` when the loss is not a finite number. */
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

  /** The mean of a value since the last `take`. */
  mean(name: string): number {
    return (this.sums.get(name) ?? 0) / Math.max(1, this.count)
  }

  /** Forgets the values; call once a point has been made of them. */
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
