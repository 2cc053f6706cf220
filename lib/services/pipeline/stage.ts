import type { RunPart } from '@/lib/db/run-parts'
import type { Client } from '@/lib/db/transaction'
import type { AnalysisContext, RunContext } from './context'

/** Writes the rows of a part, in the transaction that marks the part finished. */
export type Store = (client: Client) => Promise<void>

export interface PartOptions {
  readonly signal: AbortSignal
  /** Work done inside this part, in the unit of the stage. */
  readonly progress: (done: number) => void
}

/**
 * A stage of an analysis. A stage is planned once into parts; any worker can do a part, any number of times, with one
 * effect. What a part computes is stored in the commit that marks the part finished, or not at all.
 */
export interface Stage<C extends RunContext = AnalysisContext> {
  plan(context: C): Promise<RunPart[]> | RunPart[]
  run(context: C, part: number, options: PartOptions): Promise<Store>
}
