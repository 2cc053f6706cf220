import type { z } from 'zod'

/** A stage of a run. `unit` is what its progress counts. */
interface StageDefinition {
  readonly name: string
  readonly unit: string
}

/**
 * A kind of run: what it is asked to do, and the stages that it goes through in order. The tasks that do the work are in
 * lib/services, one set for each kind (see `TasksOf` in lib/jobs/execute).
 */
export interface RunKind {
  readonly settings: z.ZodType
  readonly stages: readonly [StageDefinition, ...StageDefinition[]]
}
