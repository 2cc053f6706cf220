/** Merges the shards of one dictionary, block by block, and chooses its examples. */
import type { FeatureSummary } from '@/lib/analysis/finalise'
import { FiringPostings } from '@/lib/analysis/firing-postings'
import { encodeLossSample, MEASURED_PER_BIN } from '@/lib/analysis/loss-sample'
import { blockCount, mergeTotals } from '@/lib/analysis/summary-bytes'
import { encodeChoices } from '@/lib/compute/choices'
import type { FeatureGeometry } from '@/lib/compute/decoder'
import { groupBy } from '@/lib/corpus/group-by'
import type { FeatureDetailRow, FeatureStatRow } from '@/lib/db/computed/features'
import { replaceFeatures } from '@/lib/db/computed/features'
import { replacePostings } from '@/lib/db/computed/postings'
import { everyShard, putShardData } from '@/lib/db/computed/shards'
import { shardOf, shardsOf } from '../shards'
import { sparkline } from '../sparkline'
import type { Stage } from '../stage'

/** Number of tokens that the list of features shows for a feature without a label. */
const LISTED_TOKENS = 5

export const summarise: Stage = {
  plan: ({ dictionaries }) => dictionaries.map(({ ref }, part) => ({ part, size: ref.spec.dSae })),
  async run(context, part, { signal, progress }) {
    const { pool, model, compute, corpus, special, settings, spec } = context
    const { ref, analysisId } = context.dictionaries[part]
    const totals = mergeTotals(await everyShard(pool, analysisId, 'totals'))
    const stats: FeatureStatRow[] = []
    const details: FeatureDetailRow[] = []
    const summaries: FeatureSummary[] = []
    const samples: Uint8Array[][] = shardsOf(context).map(() => [])
    const firings = new FiringPostings(spec.dVocab)
    for (let block = 0; block < blockCount(ref.spec.dSae); block++) {
      const answer = await compute.call(
        'summarise',
        {
          model,
          dictionary: ref,
          threads: compute.operatorThreads,
          shards: await everyShard(pool, analysisId, 'summary', block),
          totals,
          measuredPerBin: settings.preview ? MEASURED_PER_BIN.preview : MEASURED_PER_BIN.whole,
        },
        signal,
      )
      answer.features.forEach((feature, i) => {
        stats.push(statRow(feature, answer.geometry[i]))
        details.push(detailRow(feature))
        summaries.push(feature)
      })
      firings.addBlock({ ...answer, features: answer.features.length })
      const drawn = groupBy(answer.sample.sequences.keys(), (i) =>
        shardOf(answer.sample.sequences[i], settings.corpus.contextSize),
      )
      for (const [shard, records] of samples.entries())
        records.push(encodeLossSample(answer.sample, drawn.get(shard) ?? []))
      progress(summaries.length)
    }
    const choices = await compute.call(
      'chooseExamples',
      {
        corpus: corpus.path,
        sequences: corpus.analysed,
        special,
        seed: settings.seed,
        features: summaries.map(({ index, top, intervals }) => ({ index, top, intervals })),
      },
      signal,
    )
    const byShard = groupBy(choices, ({ sequence }) => shardOf(sequence, settings.corpus.contextSize))
    return async (client) => {
      await replaceFeatures(client, analysisId, stats, details)
      await replacePostings(client, analysisId, 'mass', firings.lists())
      for (const shard of shardsOf(context).keys()) {
        await putShardData(client, analysisId, 'choices', shard, [encodeChoices(byShard.get(shard) ?? [])])
        await putShardData(client, analysisId, 'samples', shard, samples[shard])
      }
    }
  },
}

function statRow(feature: FeatureSummary, geometry: FeatureGeometry): FeatureStatRow {
  const [strongest] = feature.top
  return {
    index: feature.index,
    count: feature.count,
    density: feature.density ?? 0,
    maxActivation: feature.max ?? 0,
    meanActivation: feature.meanActive,
    distinctTokens: feature.distinctTokens,
    singleTokenShare: feature.singleTokenShare,
    encoderBias: geometry.encoderBias,
    encoderNorm: geometry.encoderNorm,
    decoderNorm: geometry.decoderNorm,
    encoderDecoderCosine: geometry.cosine,
    topTokens: feature.tokens.slice(0, LISTED_TOKENS).map(({ token }) => token),
    sparkline: sparkline(feature.histogram),
    topSequence: strongest?.sequence ?? null,
    topPosition: strongest?.position ?? null,
  }
}

function detailRow(feature: FeatureSummary): FeatureDetailRow {
  return {
    index: feature.index,
    histogramEdges: feature.histogram?.edges ?? [],
    histogramCounts: feature.histogram?.counts ?? [],
    tokenIds: feature.tokens.map(({ token }) => token),
    tokenCounts: feature.tokens.map(({ count }) => count),
    tokenSums: feature.tokens.map(({ sum }) => sum),
    tokenMaxima: feature.tokens.map(({ max }) => max),
    activationSum: feature.sum,
    firstTokenShare: feature.firstTokenShare,
  }
}
