import { createAnalysis } from '@/lib/db/analyses'
import { storeCorpus } from '@/lib/db/corpora'
import type { Database } from '@/lib/db/database'
import { upsertDictionary } from '@/lib/db/dictionaries'
import { storeTokens, upsertModel } from '@/lib/db/models'
import { createRun } from '@/lib/db/runs'
import { transaction } from '@/lib/db/transaction'
import { Random } from './random'
import { BOS, CONTENT_TOKENS, CONTEXT, inventCorpus, inventTokens, SEQUENCES, VOCABULARY } from './text'

const D_IN = 512
const TOKENIZER = 'synthetic tokenizer'

export interface SyntheticIds {
  readonly dictionary: number
  readonly analysis: number
  readonly run: number
}

/** The model, text and dictionary that the invented features belong to, and an analysis with empty tables. */
export async function syntheticEntities(
  db: Database,
  { slug, features, preview }: { slug: string; features: number; preview: boolean },
): Promise<SyntheticIds> {
  const random = new Random(1)
  await storeTokens(db, TOKENIZER, inventTokens(random))
  const model = await upsertModel(db, {
    slug: 'synthetic',
    weightsHash: 'synthetic model',
    tokenizerHash: TOKENIZER,
    spec: {
      ...{ architecture: 'gpt2', nLayers: 1, nHeads: 4, dModel: 128, dMlp: D_IN, nCtx: CONTEXT },
      ...{ dVocab: VOCABULARY, activation: 'relu', layerNormEps: 1e-5, tiedHead: false },
      ...{ bosTokenId: BOS, eosTokenId: BOS },
    },
  })
  const dictionary = await upsertDictionary(db, {
    slug: `synthetic.${slug}`,
    modelId: model.id,
    weightsHash: `synthetic ${slug}`,
    spec: {
      ...{ kind: 'standard', hook: 'blocks.0.mlp.hook_post', dIn: D_IN, dSae: features },
      ...{ prependBos: true, contextSize: CONTEXT, applyBDecToInput: true },
    },
  })
  const text = inventCorpus(random)
  const corpusId = await storeCorpus(
    db,
    {
      ...{ name: 'synthetic text', hash: 'synthetic corpus', tokenizerHash: TOKENIZER },
      ...{ contextSize: CONTEXT, prependBos: true, documents: 1, sequences: SEQUENCES },
      ...{ contentTokens: CONTENT_TOKENS, heldOutTokens: 0, settings: {} },
    },
    text,
  )
  return transaction(db.pool, async (client) => {
    const run = await createRun(client, {
      ...{ kind: 'analysis', title: `Synthetic ${slug}`, settings: {}, stages: [] },
    })
    const analysis = await createAnalysis(client, {
      ...{ dictionaryId: dictionary.id, runId: run, corpusId, preview },
      ...{ sequences: SEQUENCES, contentTokens: CONTENT_TOKENS, specialTokens: SEQUENCES },
    })
    return { dictionary: dictionary.id, analysis, run }
  })
}
