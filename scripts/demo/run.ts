import { existsSync } from 'node:fs'
import path from 'node:path'
import { config } from '@/lib/config'
import type { Database } from '@/lib/db/database'
import { listRuns, type RunState } from '@/lib/db/run-list'
import { SemascopeError } from '@/lib/errors'
import { retryRun } from '@/lib/jobs/queue'
import { checkDiskSpace } from '@/lib/services/disk'
import { importBundle } from '@/lib/services/import'
import { parseSettings } from '@/lib/services/pipeline/settings'
import {
  analysisKey,
  analysisSettings,
  type StartOptions,
  startAnalysis,
} from '@/lib/services/pipeline/start'

export interface DemoAnalysis {
  readonly state: 'done' | 'started' | 'going-on' | 'retried'
  /** The run to follow; undefined when all is done. */
  readonly runId: number | undefined
}

export interface DemoSize {
  readonly tokens: number
  readonly previewTokens: number
}

const MODEL = 'one-layer-a'

/** Where the shipped model is. Throws `not_found` when it is not. */
export function demoModelDir(): string {
  const dir = path.join(config().root, 'models', MODEL)
  if (!existsSync(path.join(dir, 'config.json')))
    throw new SemascopeError('not_found', `the shipped model is missing: there is no ${dir}/config.json`)
  return dir
}

/**
 * Sees to the analysis of the shipped model over the demo corpus: starts it, lets an interrupted one go on, or does
 * nothing when it is published already.
 */
export async function demoAnalysis(database: Database, size: DemoSize): Promise<DemoAnalysis> {
  const { dataDir } = config()
  const bundle = importBundle({ dataDir, model: demoModelDir(), neurons: true })
  const start: StartOptions = {
    bundle,
    corpus: { name: 'dependency tree', source: { kind: 'dependency-tree' } },
    maxTokens: size.tokens,
    previewTokens: size.previewTokens < size.tokens ? size.previewTokens : null,
    replace: true,
  }
  const known = latestOf(await listRuns(database.pool, { limit: 1000 }), start)
  if (known === undefined || known.status === 'cancelled') {
    await checkDiskSpace({ bundle, tokens: size.tokens, dataDir })
    return { state: 'started', runId: (await startAnalysis(database, start)).runId }
  }
  if (known.status === 'succeeded') return { state: 'done', runId: undefined }
  if (known.status !== 'failed') return { state: 'going-on', runId: known.id }
  await retryRun(database.pool, known.id)
  return { state: 'retried', runId: known.id }
}

/** The newest run of this very analysis, its preview included. */
function latestOf(runs: readonly RunState[], start: StartOptions): RunState | undefined {
  const key = analysisKey(parseSettings(analysisSettings(start)))
  return runs.find((run) => analysisKey(parseSettings(run.settings)) === key)
}
