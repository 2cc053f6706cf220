/**
 * Quality on held-out text, analysed or not: what the reconstruction costs the model, and how often features fire.
 */
import { densityMetrics, qualityMetrics } from '@/lib/analysis/metrics'
import { mergeMetrics } from '@/lib/db/analyses'
import { heldOutSequences } from '@/lib/db/computed/corpus-sample'
import { featureCounts } from '@/lib/db/computed/features'
import type { Stage } from '../stage'

/** Held-out content tokens the model is run on, at most. */
const EVALUATED_TOKENS = 32_768

export const evaluate: Stage = {
  name: 'evaluate',
  unit: 'dictionaries',
  plan: ({ dictionaries }) => dictionaries.map((_, part) => ({ part, size: 1 })),
  async run(context, part, { signal }) {
    const { pool, compute, model, corpus, special, settings } = context
    const { ref, analysisId } = context.dictionaries[part]
    const counts = await featureCounts(pool, analysisId)
    const density = densityMetrics(counts, corpus.contentTokens)
    const limit = Math.ceil(EVALUATED_TOKENS / settings.corpus.contextSize)
    const sequences = await heldOutSequences(pool, corpus.id, limit)
    const payload = { model, dictionary: ref, corpus: corpus.path, special, sequences }
    const sums = await compute.call('evaluate', { ...payload, threads: compute.operatorThreads }, signal)
    return (client) =>
      mergeMetrics(client, analysisId, {
        ...qualityMetrics(sums),
        heldOutTokens: sums.tokens,
        deadFraction: density.deadFraction,
        ultralowFraction: density.ultralowFraction,
        denseFraction: density.denseFraction,
        medianDensity: density.medianDensity,
        densityHistogram: density.histogram,
      })
  },
}
