import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Database } from '@/lib/db/database'
import { storeRecords } from '@/lib/db/records'
import { listRuns } from '@/lib/db/run-list'
import { transaction } from '@/lib/db/transaction'
import { parseSettings } from '@/lib/jobs/kinds'
import type { AnalysisSettings } from '@/lib/jobs/kinds/analysis'
import { HELD_OUT } from '@/lib/train/corpus'
import type { ImportedBundle } from '../import'
import { createAnalysisRun } from './create-run'

export interface StartOptions {
  readonly bundle: ImportedBundle
  readonly corpus: { readonly name: string; readonly source: AnalysisSettings['corpus']['source'] }
  /** Most content tokens of the corpus; null takes all of the text. */
  readonly maxTokens: number | null
  /** Content tokens of the preview that is published first; null for no preview. */
  readonly previewTokens: number | null
  /** Seed of the samples an analysis draws. Default 0. */
  readonly seed?: number
  /** Seed and share of the held-out split; the defaults are those of the shipped models. */
  readonly corpusSeed?: number
  readonly heldOutShare?: number
  /** Top examples of each feature that are ablated where attention follows the hook. Default 3. */
  readonly ablatedExamples?: number
  /** True to replace other weights of the same name. Default false. */
  readonly replace?: boolean
}

/** The settings of the run that `startAnalysis` starts first. */
export function analysisSettings(options: StartOptions): AnalysisSettings {
  const { bundle, corpus, maxTokens, previewTokens } = options
  const source =
    corpus.source.kind === 'paths'
      ? { kind: 'paths' as const, paths: corpus.source.paths.map((file) => path.resolve(file)) }
      : corpus.source
  return {
    model: bundle.model,
    dictionaries: bundle.dictionaries,
    corpus: {
      name: corpus.name,
      source,
      contextSize: bundle.contextSize,
      prependBos: bundle.prependBos,
      maxTokens,
      heldOutShare: options.heldOutShare ?? HELD_OUT.share,
      seed: options.corpusSeed ?? HELD_OUT.seed,
      hash: null,
    },
    analyseTokens: previewTokens,
    preview: previewTokens !== null,
    seed: options.seed ?? 0,
    replace: options.replace ?? false,
    thenFull: previewTokens !== null,
    ablatedExamples: options.ablatedExamples ?? 3,
  }
}

/** Queues the analysis of an imported bundle: a preview first if the options ask for one, then the whole corpus. */
export async function startAnalysis(database: Database, options: StartOptions): Promise<{ runId: number }> {
  const settings = analysisSettings(options)
  const { model, records } = options.bundle
  await storeRecords(database, model.hash, records)
  const runId = await transaction(database.pool, (client) => createAnalysisRun(client, settings))
  return { runId }
}

/** Returns true if two requests ask for the same analysis; a preview and the run that follows it do. */
export function analysisKey(settings: AnalysisSettings): string {
  const { model, dictionaries, seed } = settings
  const { hash: _, ...corpus } = settings.corpus
  return createHash('sha256').update(JSON.stringify({ model, dictionaries, corpus, seed })).digest('hex')
}

/** Returns the newest unfinished run of exactly this analysis, if there is one. */
export async function unfinishedRun(database: Database, options: StartOptions): Promise<number | undefined> {
  const key = analysisKey(parseSettings('analysis', analysisSettings(options)))
  const runs = await listRuns(database, { status: ['queued', 'running'], limit: 1000 })
  return runs.find(({ settings }) => analysisKey(parseSettings('analysis', settings)) === key)?.id
}
