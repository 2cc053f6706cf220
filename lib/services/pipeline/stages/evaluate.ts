/**
 * Measures the quality, and how the features of the analysis are spread over density, direction and tokens. The quality is
 * measured on held-out text, analysed or not, where the training text is known, and else on a sample of all that is
 * analysed (domain/measured-text).
 */
import { cosineMetrics, densityMetrics } from '@/lib/analysis/density-metrics'
import { qualityMetrics } from '@/lib/analysis/metrics'
import { sampleSize } from '@/lib/compute/evaluate/quality'
import { trainedOn } from '@/lib/contract/training-record'
import { mergeMetrics } from '@/lib/db/analyses'
import { heldOutSample, spreadSample } from '@/lib/db/computed/corpus-sample'
import { featureSpread } from '@/lib/db/computed/features'
import { trainingRecords } from '@/lib/db/records'
import { type MeasuredText, measuredText } from '@/lib/domain/measured-text'
import type { AnalysisContext } from '../context'
import type { Stage } from '../stage'

/** Most content tokens that the model is run on, for a preview and for a whole analysis. */
const PREVIEW_TOKENS = 32_768
const EVALUATED_TOKENS = 131_072

export const evaluate: Stage = {
  plan: (context) => context.dictionaries.map((_, part) => ({ part, size: mostSequences(context) })),
  async run(context, part, { signal, progress }) {
    const { pool, compute, model, corpus, special, settings } = context
    const { ref, analysisId } = context.dictionaries[part]
    const { counts, cosines, live, singleToken } = await featureSpread(pool, analysisId)
    const limit = mostSequences(context)
    const measuredOn = await measuredOnOf(context)
    const sample =
      measuredOn === 'held-out'
        ? await heldOutSample(pool, corpus.id, limit)
        : await spreadSample(pool, corpus.id, corpus.analysed, limit, settings.seed)
    const payload = { model, dictionary: ref, corpus: corpus.path, special, sequences: sample.sequences }
    const sums = await compute.call(
      'evaluate',
      { ...payload, threads: compute.operatorThreads },
      signal,
      (done) => progress((limit * done) / sample.sequences.length),
    )
    return (client) =>
      mergeMetrics(client, analysisId, {
        ...sampleSize(sums, { ...sample, measuredOn }),
        ...qualityMetrics(sums),
        ...densityMetrics(counts, corpus.contentTokens),
        encoderDecoderCosine: cosineMetrics(cosines),
        singleTokenFraction: live > 0 ? singleToken / live : null,
      })
  },
}

/** Returns the text on which the dictionaries of the run are measured. */
async function measuredOnOf({ database, dictionaries, settings }: AnalysisContext): Promise<MeasuredText> {
  const records = await trainingRecords(
    database,
    dictionaries.map(({ ref }) => ref.hash),
  )
  const analysed = settings.corpus.source.kind === 'dependency-tree' ? 'packages' : 'paths'
  return measuredText(analysed, records.map(trainedOn))
}

/** Returns the most sequences that the model is run on. */
function mostSequences({ settings }: AnalysisContext): number {
  const tokens = settings.preview ? PREVIEW_TOKENS : EVALUATED_TOKENS
  return Math.ceil(tokens / settings.corpus.contextSize)
}
