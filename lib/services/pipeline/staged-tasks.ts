/**
 * How a run moves on: a stage is planned into parts, parts run anywhere, and the transaction that stores the last one
 * queues the planning of the next stage. A killed worker leaves nothing half done: the rows of a part and the mark that it
 * is finished are one commit.
 */
import { createParts, finishPart, isPartFinished, type RunPart, unfinishedParts } from '@/lib/db/run-parts'
import { finishRun, finishStage, firstUnfinishedStage, lockActiveRun, startStage } from '@/lib/db/runs'
import { type Client, type Pool, transaction } from '@/lib/db/transaction'
import { SemascopeError } from '@/lib/errors'
import type { TasksOf } from '@/lib/jobs/execute'
import { type RunKindName, type StageName, stageAfter } from '@/lib/jobs/kinds'
import type { Job } from '@/lib/jobs/payloads'
import { addJobs } from '@/lib/jobs/queue'
import { partReport } from './part-report'
import type { PartOptions, Store } from './stage'

/** The work of one kind of run. */
export interface StagedWork<Kind extends RunKindName> {
  /** Divides a stage into parts. */
  plan(runId: number, stage: StageName<Kind>): Promise<readonly RunPart[]>
  /** Computes a part and returns what stores it. */
  run(runId: number, stage: StageName<Kind>, part: number, options: PartOptions): Promise<Store>
}

/** Returns the tasks of a kind of run. */
export function stagedTasks<Kind extends RunKindName>(
  kind: Kind,
  pool: Pool,
  work: StagedWork<Kind>,
): TasksOf<Kind> {
  type Stage = StageName<Kind>
  const job = (name: 'plan' | 'stage', payload: object) => ({ name: `${kind}.${name}`, payload }) as Job

  async function plan(runId: number, stage: Stage): Promise<void> {
    const parts = await work.plan(runId, stage)
    await transaction(pool, async (client) => {
      if (!(await lockActiveRun(client, runId))) return
      await createParts(client, runId, stage, parts)
      await startStage(client, runId, stage)
      const left = await unfinishedParts(client, runId, stage)
      if (left.length === 0) return goOn(client, runId, stage)
      await addJobs(
        client,
        left.map(({ part }) => job('stage', { runId, stage, part })),
      )
    })
  }

  async function run(runId: number, stage: Stage, part: number, signal: AbortSignal): Promise<void> {
    if (await isPartFinished(pool, runId, stage, part)) return
    const report = partReport(pool, runId, stage, part)
    let store: Store
    try {
      store = await work.run(runId, stage, part, { signal, progress: report.progress })
    } finally {
      await report.stop()
    }
    signal.throwIfAborted()
    await transaction(pool, async (client) => {
      await store(client)
      if (!(await lockActiveRun(client, runId)))
        throw new SemascopeError('conflict', `run ${runId} is no longer active`)
      const { fresh, remaining } = await finishPart(client, runId, stage, part)
      if (!fresh) throw new SemascopeError('unavailable', `part ${part} of ${stage} was finished elsewhere`)
      if (remaining === 0) await goOn(client, runId, stage)
    })
  }

  /** Finishes a stage and queues the next, or finishes the run. */
  async function goOn(client: Client, runId: number, stage: Stage): Promise<void> {
    await finishStage(client, runId, stage)
    const next = stageAfter(kind, stage)
    if (next) await addJobs(client, [job('plan', { runId, stage: next })])
    else await finishRun(client, runId)
  }

  return {
    [`${kind}.start`]: async ({ runId }: { runId: number }) => {
      const stage = await firstUnfinishedStage(pool, runId)
      if (stage) await plan(runId, stage as Stage)
    },
    [`${kind}.plan`]: ({ runId, stage }: { runId: number; stage: Stage }) => plan(runId, stage),
    [`${kind}.stage`]: (
      { runId, stage, part }: { runId: number; stage: Stage; part: number },
      { signal }: { signal: AbortSignal },
    ) => run(runId, stage, part, signal),
  } as unknown as TasksOf<Kind>
}
