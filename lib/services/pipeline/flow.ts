/**
 * How an analysis moves on: a stage is planned into parts, parts run anywhere, and the transaction that stores the
 * last one queues the planning of the next stage. A killed worker leaves nothing half done: a part's rows and its
 * being finished are one commit.
 */

import type { Compute } from '@/lib/compute/pool'
import type { Database } from '@/lib/db/database'
import { createParts, finishPart, isPartFinished, unfinishedParts } from '@/lib/db/run-parts'
import { finishRun, finishStage, lockActiveRun, reportProgress, startStage } from '@/lib/db/runs'
import { type Client, transaction } from '@/lib/db/transaction'
import { SemascopeError } from '@/lib/errors'
import { addJobs } from '@/lib/jobs/queue'
import { type StageName, stageAfter } from '@/lib/jobs/stages'
import type { Tasks } from '@/lib/jobs/worker'
import { analysisContext, type RunContext, runContext } from './context'
import type { PartOptions, Stage, Store } from './stage'
import { corpusStage } from './stages/corpus'
import { evaluate } from './stages/evaluate'
import { examples } from './stages/examples'
import { harvest } from './stages/harvest'
import { importStage } from './stages/import'
import { label } from './stages/label'
import { logits } from './stages/logits'
import { publish } from './stages/publish'
import { relate } from './stages/relate'
import { summarise } from './stages/summarise'

const EARLY = { import: importStage, corpus: corpusStage } satisfies Record<string, Stage<RunContext>>
const LATER = { harvest, summarise, examples, logits, relate, label, evaluate, publish } satisfies Record<
  string,
  Stage
>

type EarlyStage = keyof typeof EARLY
const isEarly = (name: StageName): name is EarlyStage => name in EARLY

export interface FlowOptions {
  readonly database: Database
  readonly compute: Compute
}

/** The jobs of a worker. */
export function analysisTasks({ database, compute }: FlowOptions): Tasks {
  const { pool } = database

  async function planned(context: RunContext, name: StageName) {
    return isEarly(name)
      ? EARLY[name].plan(context)
      : LATER[name as keyof typeof LATER].plan(await analysisContext(context))
  }

  async function done(
    context: RunContext,
    name: StageName,
    part: number,
    options: PartOptions,
  ): Promise<Store> {
    if (isEarly(name)) return EARLY[name].run(context, part, options)
    return LATER[name as keyof typeof LATER].run(await analysisContext(context), part, options)
  }

  async function plan(runId: number, name: StageName): Promise<void> {
    const context = await runContext(database, compute, runId)
    const parts = await planned(context, name)
    await transaction(pool, async (client) => {
      if (!(await lockActiveRun(client, runId))) return
      await createParts(client, runId, name, parts)
      await startStage(client, runId, name)
      const left = await unfinishedParts(client, runId, name)
      if (left.length === 0) return goOn(client, runId, name)
      await addJobs(
        client,
        left.map(({ part }) => ({ name: 'analysis.stage', payload: { runId, stage: name, part } })),
      )
    })
  }

  return {
    'analysis.start': async ({ runId }) => {
      const { rows } = await pool.query<{ name: StageName }>(
        `SELECT name FROM run_stage WHERE run_id = $1 AND status <> 'succeeded' ORDER BY position LIMIT 1`,
        [runId],
      )
      if (rows[0]) await plan(runId, rows[0].name)
    },

    'analysis.plan': ({ runId, stage }) => plan(runId, stage),

    'analysis.stage': async ({ runId, stage, part }, { signal }) => {
      if (await isPartFinished(pool, runId, stage, part)) return
      const context = await runContext(database, compute, runId)
      const store = await done(context, stage, part, { signal, progress: partProgress(runId, stage) })
      signal.throwIfAborted()
      await transaction(pool, async (client) => {
        await store(client)
        if (!(await lockActiveRun(client, runId)))
          throw new SemascopeError('conflict', `run ${runId} is no longer active`)
        const { fresh, remaining } = await finishPart(client, runId, stage, part)
        if (!fresh) throw new SemascopeError('unavailable', `part ${part} of ${stage} was finished elsewhere`)
        if (remaining === 0) await goOn(client, runId, stage)
      })
    },
  }

  /** Progress inside a part counts only where the stage has one part at work; finished parts count exactly. */
  function partProgress(runId: number, stage: StageName): (done: number) => void {
    let last = 0
    return (count) => {
      if (Date.now() - last < 500) return
      last = Date.now()
      void reportProgress(pool, runId, stage, { done: count }).catch(() => undefined)
    }
  }
}

/** Finishes a stage and queues the next, or finishes the run. */
async function goOn(client: Client, runId: number, name: StageName): Promise<void> {
  await finishStage(client, runId, name)
  const next = stageAfter(name)
  if (next) await addJobs(client, [{ name: 'analysis.plan', payload: { runId, stage: next } }])
  else await finishRun(client, runId)
}
