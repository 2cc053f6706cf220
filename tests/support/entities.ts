import { createAnalysis } from '@/lib/db/analyses'
import { storeCorpus } from '@/lib/db/corpora'
import type { Database } from '@/lib/db/database'
import { upsertDictionary } from '@/lib/db/dictionaries'
import { upsertModel } from '@/lib/db/models'
import { createRun } from '@/lib/db/runs'
import { transaction } from '@/lib/db/transaction'

/** Makes a model, a dictionary of `dSae` features and a corpus of two sequences; all names start with `prefix`. */
export async function makeEntities(
  db: Database,
  prefix: string,
  dSae = 6,
): Promise<{ modelId: number; dictionaryId: number; corpusId: number }> {
  const model = await upsertModel(db, {
    slug: prefix,
    weightsHash: `${prefix}-weights`,
    tokenizerHash: `${prefix}-tokenizer`,
    spec: {
      architecture: 'gpt2',
      nLayers: 1,
      nHeads: 2,
      dModel: 4,
      dMlp: 8,
      nCtx: 16,
      dVocab: 11,
      activation: 'relu',
      layerNormEps: 1e-5,
      tiedHead: false,
      bosTokenId: 0,
      eosTokenId: 0,
    },
  })
  const dictionary = await upsertDictionary(db, {
    slug: `${prefix}.a`,
    modelId: model.id,
    weightsHash: `${prefix}-a`,
    spec: {
      kind: 'standard',
      hook: 'blocks.0.mlp.hook_post',
      dIn: 8,
      dSae,
      prependBos: true,
      contextSize: 16,
      applyBDecToInput: true,
    },
  })
  const corpusId = await storeCorpus(
    db,
    {
      name: prefix,
      hash: `${prefix}-corpus`,
      tokenizerHash: `${prefix}-tokenizer`,
      contextSize: 16,
      prependBos: true,
      documents: 1,
      sequences: 2,
      contentTokens: 5,
      heldOutTokens: 0,
      settings: {},
    },
    {
      documents: [{ index: 0, name: 'a.txt', kind: 'text', unit: 'a.txt', heldOut: false, tokens: 5 }],
      sequences: [
        { index: 0, documentIndex: 0, start: 0, tokenIds: Int32Array.of(0, 1, 2, 3) },
        { index: 1, documentIndex: 0, start: 3, tokenIds: [0, 4, 5] },
      ],
      tokens: [1, 2, 3, 4, 5].map((tokenId) => ({ tokenId, count: 1 })),
    },
  )
  return { modelId: model.id, dictionaryId: dictionary.id, corpusId }
}

/** Makes a run of one dictionary with its analysis. */
export async function makeAnalysis(
  db: Database,
  { dictionaryId, corpusId }: { dictionaryId: number; corpusId: number },
): Promise<{ runId: number; analysisId: number }> {
  return transaction(db.pool, async (client) => {
    const runId = await createRun(client, { kind: 'analysis', title: 'test', settings: {}, stages: [] })
    const analysisId = await createAnalysis(client, {
      ...{ dictionaryId, runId, corpusId },
      ...{ preview: false, sequences: 2, contentTokens: 5, specialTokens: 2 },
    })
    return { runId, analysisId }
  })
}

export const STAT_COLUMNS = [
  { name: 'index', type: 'int4' },
  { name: 'count', type: 'int8' },
  { name: 'density', type: 'float8' },
  { name: 'max_activation', type: 'float4' },
  { name: 'mean_activation', type: 'float4' },
  { name: 'distinct_tokens', type: 'int4' },
  { name: 'encoder_norm', type: 'float4' },
  { name: 'decoder_norm', type: 'float4' },
  { name: 'encoder_decoder_cosine', type: 'float4' },
  { name: 'top_tokens', type: 'int4[]' },
  { name: 'promoted_tokens', type: 'int4[]' },
  { name: 'sparkline', type: 'int2[]' },
] as const

/** Returns rows for STAT_COLUMNS of features [from, to), all with this count. */
export function statRows(from: number, to: number, count = 1): unknown[][] {
  return Array.from({ length: to - from }, (_, i) => [
    ...[from + i, count, count / 100, 2, 1, 1, 1, 1, 0.5],
    ...[[1], [2], Int16Array.of(1, 2)],
  ])
}
