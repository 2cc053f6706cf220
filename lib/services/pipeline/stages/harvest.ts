import { putShardData, putShardSummary } from '@/lib/db/computed/shards'
import { sparseFile } from '../context'
import { shardsOf } from '../shards'
import type { Stage } from '../stage'

/** Encodes every token once for all dictionaries of the run, in one streaming pass. */
export const harvest: Stage = {
  plan(context) {
    const { contentTokens, analysed } = context.corpus
    const perSequence = contentTokens / analysed
    return shardsOf(context).map(({ from, to }, part) => ({
      part,
      size: Math.round(to * perSequence) - Math.round(from * perSequence),
    }))
  },
  async run(context, part, { signal }) {
    const { model, dictionaries, corpus, special, settings, compute } = context
    const range = shardsOf(context)[part]
    const { blocks, totals } = await compute.call(
      'harvest',
      {
        model,
        dictionaries: dictionaries.map(({ ref }) => ref),
        corpus: corpus.path,
        special,
        seed: settings.seed,
        threads: compute.operatorThreads,
        files: dictionaries.map((dictionary) => sparseFile(context, dictionary, range)),
        ...range,
      },
      signal,
    )
    return async (client) => {
      for (const [d, { analysisId }] of dictionaries.entries()) {
        await putShardSummary(client, analysisId, part, blocks[d])
        await putShardData(client, analysisId, 'totals', part, totals)
      }
    }
  },
}
