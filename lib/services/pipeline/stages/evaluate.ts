/**
 * Measures the quality on held-out text, analysed or not, and how the features of the analysis are spread over density,
 * direction and tokens.
 */
import { cosineMetrics, densityMetrics } from '@/lib/analysis/density-metrics'
import { qualityMetrics } from '@/lib/analysis/metrics'
import { sampleSize } from '@/lib/compute/evaluate/quality'
import { mergeMetrics } from '@/lib/db/analyses'
import { heldOutSample } from '@/lib/db/computed/corpus-sample'
import { featureSpread } from '@/lib/db/computed/features'
import type { AnalysisContext } from '../context'
import type { Stage } from '../stage'

/** Most held-out content tokens that the model is run on, for a preview and for a whole analysis. */
const PREVIEW_TOKENS = 32_768
const EVALUATED_TOKENS = 131_072

export const evaluate: Stage = {
  plan: (context) => context.dictionaries.map((_, part) => ({ part, size: mostSequences(context) })),
  async run(context, part, { signal, progress }) {
    const { pool, compute, model, corpus, special } = context
    const { ref, analysisId } = context.dictionaries[part]
    const { counts, cosines, live, singleToken } = await featureSpread(pool, analysisId)
    const limit = mostSequences(context)
    const sample = await heldOutSample(pool, corpus.id, limit)
    const payload = { model, dictionary: ref, corpus: corpus.path, special, sequences: sample.sequences }
    const sums = await compute.call(
      'evaluate',
      { ...payload, threads: compute.operatorThreads },
      signal,
      (done) => progress((limit * done) / sample.sequences.length),
    )
    return (client) =>
      mergeMetrics(client, analysisId, {
        ...sampleSize(sums, sample),
        ...qualityMetrics(sums),
        ...densityMetrics(counts, corpus.contentTokens),
        encoderDecoderCosine: cosineMetrics(cosines),
        singleTokenFraction: live > 0 ? singleToken / live : null,
      })
  },
}

/** Returns the most sequences that the model is run on. */
function mostSequences({ settings }: AnalysisContext): number {
  const tokens = settings.preview ? PREVIEW_TOKENS : EVALUATED_TOKENS
  return Math.ceil(tokens / settings.corpus.contextSize)
}
