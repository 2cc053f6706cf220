import { LRUCache } from 'lru-cache'
import type { DictionaryRef, ModelRef } from '@/lib/compute/loaded'
import type { Compute } from '@/lib/compute/pool'
import { storePaths } from '@/lib/compute/store/paths'
import { readTokenizer, specialTokens } from '@/lib/compute/store/tokenizer'
import { type Config, config } from '@/lib/config'
import { analysesOfRun } from '@/lib/db/analyses'
import type { Database } from '@/lib/db/database'
import { readRunRequest } from '@/lib/db/runs'
import type { Pool } from '@/lib/db/transaction'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { parseSettings } from '@/lib/jobs/kinds'
import type { AnalysisSettings } from '@/lib/jobs/kinds/analysis'
import { findTokenizer, readModelSpec } from '@/lib/models'

/** One dictionary of a run and the analysis being made of it. */
export interface RunDictionary {
  readonly slug: string
  readonly ref: DictionaryRef
  readonly dictionaryId: number
  readonly analysisId: number
}

/** The corpus of a run, of which sequences [0, analysed) are analysed. */
interface RunCorpus {
  readonly id: number
  readonly hash: string
  readonly path: string
  readonly analysed: number
  readonly contentTokens: number
  readonly specialTokens: number
}

/** What a stage works with. `dictionaries` and `corpus` are set in every stage after the one that makes the corpus. */
export interface RunContext {
  readonly runId: number
  readonly database: Database
  readonly pool: Pool
  readonly compute: Compute
  readonly settings: AnalysisSettings
  readonly store: ReturnType<typeof storePaths>
  readonly root: Config['root']
  readonly model: ModelRef
}

/** The context with the rows that the corpus stage made. */
export interface AnalysisContext extends RunContext {
  readonly spec: ModelSpec
  readonly dictionaries: readonly RunDictionary[]
  readonly corpus: RunCorpus
  /** 1 at token ids that are left out of every statistic, [d_vocab]. */
  readonly special: Uint8Array
}

/** Reads the settings of a run. Throws `not_found`. */
export async function runContext(database: Database, compute: Compute, runId: number): Promise<RunContext> {
  const { pool } = database
  const settings = parseSettings('analysis', (await readRunRequest(pool, runId)).settings)
  const { dataDir, root } = config()
  const store = storePaths(dataDir)
  const { hash } = settings.model
  return { runId, database, pool, compute, settings, store, root, model: { hash, dir: store.model(hash) } }
}

const specs = new LRUCache<string, { spec: ModelSpec; special: Uint8Array }>({ max: 16 })

/** Keeps the description and special tokens of models, so that a process reads them once. */
export function modelFacts(model: ModelRef): { spec: ModelSpec; special: Uint8Array } {
  let facts = specs.get(model.hash)
  if (!facts) {
    const spec = readModelSpec(model.dir)
    facts = { spec, special: specialTokens(readTokenizer(findTokenizer(model.dir)), spec.dVocab).mask }
    specs.set(model.hash, facts)
  }
  return facts
}

/** Adds the rows that the corpus stage wrote. */
export async function analysisContext(context: RunContext): Promise<AnalysisContext> {
  const { settings, store } = context
  const rows = await analysesOfRun(context.pool, context.runId)
  const dictionaries = settings.dictionaries.map(({ slug, hash, spec }) => {
    const row = rows.find((candidate) => candidate.slug === slug)
    if (!row) throw new SemascopeError('internal', `run ${context.runId} has no analysis of ${slug}`)
    const dir = spec.kind === 'neurons' ? null : store.dictionary(hash)
    return {
      slug,
      ref: { hash, dir, spec },
      dictionaryId: row.dictionaryId,
      analysisId: row.analysisId,
    }
  })
  const [first] = rows
  return {
    ...context,
    ...modelFacts(context.model),
    dictionaries,
    corpus: {
      id: first.corpusId,
      hash: first.corpusHash,
      path: store.corpus(first.corpusHash),
      analysed: first.sequences,
      contentTokens: first.contentTokens,
      specialTokens: first.specialTokens,
    },
  }
}

/**
 * Returns the file of a dictionary's activations on sequences of the corpus; null for the neuron basis, whose activations
 * are the model's own tensor.
 */
export function sparseFile(
  { store, model, corpus }: AnalysisContext,
  { ref }: RunDictionary,
  range: { readonly from: number; readonly to: number },
): string | null {
  if (ref.spec.kind === 'neurons') return null
  return store.sparse({ model: model.hash, dictionary: ref.hash, corpus: corpus.hash }, range)
}
