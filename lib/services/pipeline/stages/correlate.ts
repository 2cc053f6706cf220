/** Sums the activations of every feature with every neuron over all of the text, for dictionaries that read neurons. */
import { NEURON_SUMS_BLOCK } from '@/lib/analysis/neuron-sums'
import { putShardData } from '@/lib/db/computed/shards'
import { type AnalysisContext, sparseFile } from '../context'
import { neuronParts } from '../neuron-parts'
import { shardsOf } from '../shards'
import type { Stage } from '../stage'

function partsOf(context: AnalysisContext) {
  const shards = shardsOf(context)
  const specs = context.dictionaries.map(({ ref }) => ref.spec)
  return neuronParts(specs, shards.length).map(({ ranges, group, shards: { from, to } }) => ({
    ranges: ranges.map((range) => ({ ...range, of: context.dictionaries[range.dictionary] })),
    group,
    shards: shards.slice(from, to),
  }))
}

export const correlate: Stage = {
  plan: (context) =>
    partsOf(context).map(({ shards }, part) => ({
      part,
      size: shards.reduce((sum, { from, to }) => sum + to - from, 0),
    })),
  async run(context, part, { signal, progress }) {
    const { compute, model, corpus, special } = context
    const { ranges, group, shards } = partsOf(context)[part]
    const sums = await compute.call(
      'correlateNeurons',
      {
        model,
        ranges: ranges.map(({ of, from, count }) => ({
          dictionary: of.ref,
          from,
          count,
          files: shards.map((shard) => sparseFile(context, of, shard)),
        })),
        corpus: corpus.path,
        special,
        shards,
        threads: compute.operatorThreads,
      },
      signal,
      progress,
    )
    return async (client) => {
      for (const [r, { of, from }] of ranges.entries())
        await putShardData(client, of.analysisId, 'neurons', group, sums[r], from / NEURON_SUMS_BLOCK)
    }
  },
}
