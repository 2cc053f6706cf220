import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { config } from '@/lib/config'
import type { Database } from '@/lib/db/database'
import { storeRecords } from '@/lib/db/records'
import { listRuns, type RunState } from '@/lib/db/run-list'
import { transaction } from '@/lib/db/transaction'
import { SemascopeError } from '@/lib/errors'
import { retryRun } from '@/lib/jobs/queue'
import { checkDiskSpace } from '@/lib/services/disk'
import { type ImportedBundle, importBundles } from '@/lib/services/import'
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
  /** Tokens of the preview; null for none. */
  readonly previewTokens: number | null
}

/** The model whose dictionaries are analysed first, with a preview. */
const FIRST_MODEL = 'one-layer-a'

/** Where the shipped models are, the first one first. Throws `not_found` when that one is missing. */
export function demoModelDirs(): string[] {
  const home = path.join(config().root, 'models')
  const isModel = (name: string) => existsSync(path.join(home, name, 'config.json'))
  if (!isModel(FIRST_MODEL))
    throw new SemascopeError(
      'not_found',
      `the shipped model is missing: there is no ${path.join(home, FIRST_MODEL)}/config.json`,
    )
  const others = readdirSync(home).filter((name) => name !== FIRST_MODEL && isModel(name))
  return [FIRST_MODEL, ...others.sort()].map((name) => path.join(home, name))
}

/** What the demo analyses, one run after another: the first model, its controls, then the other models. */
export function demoBundles(): ImportedBundle[] {
  const { dataDir } = config()
  return demoModelDirs().flatMap((model) => importBundles({ dataDir, model, neurons: true }))
}

/**
 * Sees to the analysis of a shipped model over the demo corpus: starts it, lets an interrupted one go on, or does
 * nothing when it is published already.
 */
export async function demoAnalysis(
  database: Database,
  bundle: ImportedBundle,
  { tokens, previewTokens }: DemoSize,
): Promise<DemoAnalysis> {
  const start: StartOptions = {
    bundle,
    corpus: { name: 'dependency tree', source: { kind: 'dependency-tree' } },
    maxTokens: tokens,
    previewTokens: previewTokens !== null && previewTokens < tokens ? previewTokens : null,
    replace: true,
  }
  const known = latestOf(await listRuns(database.pool, { limit: 1000 }), start)
  if (known === undefined || known.status === 'cancelled') {
    await checkDiskSpace({ bundle, tokens, dataDir: config().dataDir })
    return { state: 'started', runId: (await startAnalysis(database, start)).runId }
  }
  await transaction(database.pool, (client) => storeRecords(client, bundle.model.hash, bundle.records))
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
