import { putShardData } from '@/lib/db/computed/shards'
import { type AnalysisContext, sparseFile } from '../context'
import { shardsOf } from '../shards'
import type { Stage } from '../stage'

/** Encodes every token once for all dictionaries of the run, in one streaming pass. */
export const harvest: Stage = {
  plan: (context) => shardsOf(context).map((range, part) => ({ part, size: tokensIn(context, range) })),
  async run(context, part, { signal, progress }) {
    const { model, dictionaries, corpus, special, settings, compute } = context
    const range = shardsOf(context)[part]
    const size = tokensIn(context, range)
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
      (done) => progress((size * done) / (range.to - range.from)),
    )
    return async (client) => {
      for (const [d, { analysisId }] of dictionaries.entries()) {
        await putShardData(client, analysisId, 'summary', part, blocks[d])
        await putShardData(client, analysisId, 'totals', part, [totals])
      }
    }
  },
}

/** Returns about how many content tokens the sequences [from, to) have; exact over all shards together. */
function tokensIn({ corpus }: AnalysisContext, { from, to }: { from: number; to: number }): number {
  const perSequence = corpus.contentTokens / corpus.analysed
  return Math.round(to * perSequence) - Math.round(from * perSequence)
}
