/** The stages of an analysis and what each of them works with. */
import type { Compute } from '@/lib/compute/pool'
import type { Database } from '@/lib/db/database'
import type { TasksOf } from '@/lib/jobs/execute'
import type { StageName } from '@/lib/jobs/kinds'
import { analysisContext, type RunContext, runContext } from './context'
import type { Stage } from './stage'
import { stagedTasks } from './staged-tasks'
import { ablate } from './stages/ablate'
import { corpusStage } from './stages/corpus'
import { correlate } from './stages/correlate'
import { effects } from './stages/effects'
import { evaluate } from './stages/evaluate'
import { examples } from './stages/examples'
import { harvest } from './stages/harvest'
import { importStage } from './stages/import'
import { label } from './stages/label'
import { logits } from './stages/logits'
import { postings } from './stages/postings'
import { publish } from './stages/publish'
import { relate } from './stages/relate'
import { summarise } from './stages/summarise'

type AnalysisStageName = StageName<'analysis'>
type RunStageName = 'import' | 'corpus'

/** Stages that need only the run. They write the rows that an analysis begins with. */
const RUN_STAGES: Readonly<Record<RunStageName, Stage<RunContext>>> = {
  import: importStage,
  corpus: corpusStage,
}

/** Stages that need the analyses of a run. */
const ANALYSIS_STAGES: Readonly<Record<Exclude<AnalysisStageName, RunStageName>, Stage>> = {
  harvest,
  summarise,
  examples,
  effects,
  logits,
  postings,
  correlate,
  relate,
  label,
  evaluate,
  publish,
  ablate,
}

const takesRun = (name: AnalysisStageName): name is RunStageName => name in RUN_STAGES

export interface FlowOptions {
  readonly database: Database
  readonly compute: Compute
}

/** Returns the tasks of an analysis run. */
export function analysisTasks({ database, compute }: FlowOptions): TasksOf<'analysis'> {
  return stagedTasks('analysis', database.pool, {
    async plan(runId, name) {
      const context = await runContext(database, compute, runId)
      if (takesRun(name)) return RUN_STAGES[name].plan(context)
      return ANALYSIS_STAGES[name].plan(await analysisContext(context))
    },
    async run(runId, name, part, options) {
      const context = await runContext(database, compute, runId)
      if (takesRun(name)) return RUN_STAGES[name].run(context, part, options)
      return ANALYSIS_STAGES[name].run(await analysisContext(context), part, options)
    },
  })
}
