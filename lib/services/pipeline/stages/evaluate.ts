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
import { evaluatedTokens } from '../evaluated-tokens'
import type { Stage } from '../stage'

export const evaluate: Stage = {
  async plan(context) {
    const { sequences } = await sampleOf(context)
    return context.dictionaries.map((_, part) => ({ part, size: sequences.length }))
  },
  async run(context, part, { signal, progress }) {
    const { pool, compute, model, corpus, special } = context
    const { ref, analysisId } = context.dictionaries[part]
    const { counts, cosines, live, singleToken } = await featureSpread(pool, analysisId)
    const sample = await sampleOf(context)
    const payload = { model, dictionary: ref, corpus: corpus.path, special, sequences: sample.sequences }
    const sums = await compute.call(
      'evaluate',
      { ...payload, threads: compute.operatorThreads },
      signal,
      progress,
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

/** Returns the text on which the dictionaries of the run are measured. */
async function measuredOnOf({ database, dictionaries, settings }: AnalysisContext): Promise<MeasuredText> {
  const records = await trainingRecords(
    database,
    dictionaries.map(({ ref }) => ref.hash),
  )
  const analysed = settings.corpus.source.kind === 'dependency-tree' ? 'packages' : 'paths'
  return measuredText(analysed, records.map(trainedOn))
}

/** Returns the sequences on which the dictionaries of the run are measured. */
async function sampleOf(context: AnalysisContext) {
  const { pool, corpus, settings, spec, dictionaries } = context
  const { contextSize } = settings.corpus
  const specs = dictionaries.map(({ ref }) => ref.spec)
  const size = { contextSize, tokens: corpus.contentTokens, isPreview: settings.preview }
  const limit = Math.ceil(evaluatedTokens(spec, specs, size) / contextSize)
  const measuredOn = await measuredOnOf(context)
  const sample =
    measuredOn === 'held-out'
      ? await heldOutSample(pool, corpus.id, limit)
      : await spreadSample(pool, corpus.id, corpus.analysed, limit, settings.seed)
  return { ...sample, measuredOn }
}
