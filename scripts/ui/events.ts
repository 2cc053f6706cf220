/** What a long command says of itself while it works. */
export interface ProgressUpdate {
  readonly done: number
  readonly total: number
  /** What is counted: tokens, features. */
  readonly unit?: string
  /** Values shown after the bar: loss, L0, shards … */
  readonly values?: Readonly<Record<string, number | string>>
  /** Units of work per second. */
  readonly rate?: number
  /** Seconds left. */
  readonly eta?: number
}

interface PhaseEnd {
  /** What to say of the phase: "1,000,038 tokens in 68 s". */
  readonly text: string
  /** True if all of the phase was done, so that its bar ends at its end. */
  readonly complete: boolean
  /** What `--json` prints instead. */
  readonly details?: Readonly<Record<string, unknown>>
}

export interface Progress {
  /** Begins a phase; the next update starts a new bar. */
  phase(name: string, details?: Readonly<Record<string, unknown>>): void
  update(update: ProgressUpdate): void
  /** Ends the phase with its figures. A phase may also end without them, when another one begins. */
  end(end: PhaseEnd): void
  /** Prints a line above the bar. */
  note(text: string): void
  /** Prints the result as JSON with `--json`, otherwise nothing. */
  result(value: Readonly<Record<string, unknown>>): void
  stop(): void
}
