/** Reads the chosen examples over their whole sequences, and measures the loss without a feature. */

import type { TracedExample } from '@/lib/compute/shard-examples'
import { addExamples, type ExampleRow } from '@/lib/db/computed/examples'
import { featureMaxima } from '@/lib/db/computed/features'
import { oneShard, putShardData } from '@/lib/db/computed/shards'
import { sparseFile } from '../context'
import { shardsOf } from '../shards'
import type { Stage } from '../stage'

/** Dictionary and shard of a part. */
const partOf = (part: number, dictionaries: number) => ({
  dictionary: part % dictionaries,
  shard: Math.floor(part / dictionaries),
})

export const examples: Stage = {
  plan: (context) =>
    shardsOf(context).flatMap(({ from, to }, shard) =>
      context.dictionaries.map((_, d) => ({
        part: shard * context.dictionaries.length + d,
        size: to - from,
      })),
    ),
  async run(context, part, { signal, progress }) {
    const { pool, compute, model, corpus, special, dictionaries } = context
    const { dictionary: d, shard } = partOf(part, dictionaries.length)
    const dictionary = dictionaries[d]
    const { ref, analysisId } = dictionary
    const range = shardsOf(context)[shard]
    const [choices] = await oneShard(pool, analysisId, 'choices', shard)
    const {
      examples: traced,
      intervals,
      effects,
    } = await compute.call(
      'examples',
      {
        model,
        dictionary: ref,
        corpus: corpus.path,
        special,
        threads: compute.operatorThreads,
        file: sparseFile(context, dictionary, range),
        choices,
        samples: await oneShard(pool, analysisId, 'samples', shard),
        maxima: await featureMaxima(pool, analysisId, ref.spec.dSae),
        ...range,
      },
      signal,
      progress,
    )
    const rows = traced.map(exampleRow)
    return async (client) => {
      await addExamples(client, analysisId, rows)
      await putShardData(client, analysisId, 'intervals', shard, intervals)
      await putShardData(client, analysisId, 'effects', shard, effects)
    }
  },
}

function exampleRow({ choice, activation, positions, activations, lossEffects }: TracedExample): ExampleRow {
  const { feature, group, rank, sequence, position, repeats } = choice
  return {
    index: feature,
    group,
    rank,
    sequence,
    position,
    repeats,
    activation,
    positions,
    activations,
    lossEffects: Array.from(lossEffects, (effect) => (Number.isNaN(effect) ? null : effect)),
  }
}
