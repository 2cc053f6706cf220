import type { RunPart } from '@/lib/db/run-parts'
import type { Client } from '@/lib/db/transaction'
import type { AnalysisContext, RunContext } from './context'

/** Writes a part's rows; runs in the transaction that marks the part finished. */
export type Store = (client: Client) => Promise<void>

export interface PartOptions {
  readonly signal: AbortSignal
  /** Work done inside this part, in the stage's unit. */
  readonly progress: (done: number) => void
}

/**
 * A stage of an analysis: planned once into parts, each done anywhere, any number of times, with one effect. What a
 * part computes is stored together with its being finished, or not at all.
 */
export interface Stage<C extends RunContext = AnalysisContext> {
  plan(context: C): Promise<RunPart[]> | RunPart[]
  run(context: C, part: number, options: PartOptions): Promise<Store>
}
