import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { config } from '@/lib/config'
import type { Database } from '@/lib/db/database'
import { storeRecords } from '@/lib/db/records'
import { listRuns, type RunState } from '@/lib/db/run-list'
import { SemascopeError } from '@/lib/errors'
import { parseSettings } from '@/lib/jobs/kinds'
import { retryRun } from '@/lib/jobs/queue'
import { type ImportedBundle, importBundles } from '@/lib/services/import'
import {
  analysisKey,
  analysisSettings,
  type StartOptions,
  startAnalysis,
} from '@/lib/services/pipeline/start'
import { announce } from '../support/announce'
import type { Progress } from '../ui/progress'

export interface DemoAnalysis {
  readonly state: 'done' | 'started' | 'going-on' | 'retried'
  /** The run to follow; undefined if everything is done. */
  readonly runId: number | undefined
}

export interface DemoSize {
  readonly tokens: number
  /** Tokens of the preview; null for none. */
  readonly previewTokens: number | null
  /** Compute threads of the worker. */
  readonly computeThreads: number
}

/** The first analysis, with a preview: one dictionary and the neurons that it reads. */
const FIRST = { model: 'one-layer-a', dictionary: 'a1' } as const

/**
 * Returns the folders of the shipped models, the first model first. Throws `not_found` if the first dictionary is
 * missing.
 */
export function demoModelDirs(): string[] {
  const home = path.join(config().root, 'models')
  const first = path.join(home, FIRST.model, 'dictionaries', FIRST.dictionary, 'cfg.json')
  if (!existsSync(first))
    throw new SemascopeError('not_found', `the shipped dictionary is missing: there is no ${first}`)
  const isModel = (name: string) => existsSync(path.join(home, name, 'config.json'))
  const others = readdirSync(home).filter((name) => name !== FIRST.model && isModel(name))
  return [FIRST.model, ...others.sort()].map((name) => path.join(home, name))
}

/** Returns the first bundle to analyse: one dictionary with the neurons that it reads. */
export function firstBundle(): ImportedBundle {
  const [model] = demoModelDirs()
  const dictionaries = [path.join(model, 'dictionaries', FIRST.dictionary)]
  const [bundle] = importBundles({ dataDir: config().dataDir, model, dictionaries, neurons: true })
  return bundle
}

/** Yields the later bundles: the other dictionaries of the first model, its controls, then the other models. */
export function* otherBundles(): Generator<ImportedBundle> {
  const { dataDir } = config()
  const [model, ...models] = demoModelDirs()
  const home = path.join(model, 'dictionaries')
  const dictionaries = readdirSync(home)
    .filter((name) => name !== FIRST.dictionary && existsSync(path.join(home, name, 'cfg.json')))
    .sort()
    .map((name) => path.join(home, name))
  if (dictionaries.length > 0) yield* importBundles({ dataDir, model, dictionaries, neurons: false })
  for (const other of models) yield* importBundles({ dataDir, model: other, neurons: true })
}

/**
 * Makes sure that a shipped model is analysed over the demo corpus: starts the analysis, resumes an interrupted one,
 * or does nothing if it is published. Says what a new analysis takes.
 */
export async function demoAnalysis(
  database: Database,
  bundle: ImportedBundle,
  { tokens, previewTokens, computeThreads }: DemoSize,
  progress: Progress,
): Promise<DemoAnalysis> {
  const start: StartOptions = {
    bundle,
    corpus: { name: 'dependency tree', source: { kind: 'dependency-tree' } },
    maxTokens: tokens,
    previewTokens: previewTokens !== null && previewTokens < tokens ? previewTokens : null,
    replace: true,
  }
  const known = latestOf(await listRuns(database, { limit: 1000 }), start)
  if (known === undefined || known.status === 'cancelled') {
    await announce(start, progress, { computeThreads })
    return { state: 'started', runId: (await startAnalysis(database, start)).runId }
  }
  await storeRecords(database, bundle.model.hash, bundle.records)
  if (known.status === 'succeeded') return { state: 'done', runId: undefined }
  if (known.status !== 'failed') return { state: 'going-on', runId: known.id }
  await retryRun(database.pool, known.id)
  return { state: 'retried', runId: known.id }
}

/** Returns the newest run of exactly this analysis, including its preview. */
function latestOf(runs: readonly RunState[], start: StartOptions): RunState | undefined {
  const key = analysisKey(parseSettings('analysis', analysisSettings(start)))
  return runs.find((run) => analysisKey(parseSettings('analysis', run.settings)) === key)
}
