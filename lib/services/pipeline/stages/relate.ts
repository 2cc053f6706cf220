/** Compares features with neurons and with each other. */
import { NEURON_SUMS_BLOCK } from '@/lib/analysis/neuron-sums'
import { mergeMetrics } from '@/lib/db/analyses'
import { type RelationRow, updateRelations } from '@/lib/db/computed/features'
import { everyShard } from '@/lib/db/computed/shards'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { AnalysisContext } from '../context'
import type { Stage } from '../stage'

/** About how many products of numbers a part takes to compare decoders: one or two seconds. */
const PART_PRODUCTS = 2 ** 36

/** Dictionary and features [from, to) of a part, in whole blocks. */
function partsOf({ dictionaries }: AnalysisContext) {
  return dictionaries.flatMap((dictionary) => {
    const { dSae } = dictionary.ref.spec
    const size = partFeatures(dictionary.ref.spec)
    return Array.from({ length: Math.ceil(dSae / size) }, (_, i) => ({
      dictionary,
      from: i * size,
      to: Math.min(dSae, (i + 1) * size),
    }))
  })
}

function partFeatures({ dSae, dIn }: DictionarySpec): number {
  const blocks = Math.floor(PART_PRODUCTS / (dSae * dIn * NEURON_SUMS_BLOCK))
  return NEURON_SUMS_BLOCK * Math.max(1, blocks)
}

export const relate: Stage = {
  plan: (context) => partsOf(context).map(({ from, to }, part) => ({ part, size: to - from })),
  async run(context, part, { signal, progress }) {
    const { compute, model, pool } = context
    const { dictionary, from: first, to } = partsOf(context)[part]
    const { ref, analysisId } = dictionary
    const rows: RelationRow[] = []
    let tokens: number | null = null
    for (let from = first; from < to; from += NEURON_SUMS_BLOCK) {
      const count = Math.min(NEURON_SUMS_BLOCK, to - from)
      const sums = await everyShard(pool, analysisId, 'neurons', from / NEURON_SUMS_BLOCK)
      const payload = { model, dictionary: ref, threads: compute.operatorThreads, from, count, sums }
      const { neighbours, aligned, correlated } = await compute.call('relate', payload, signal)
      tokens = correlated?.tokens ?? null
      for (let i = 0; i < count; i++)
        rows.push({
          index: from + i,
          neighbours: neighbours[i],
          aligned: aligned[i],
          correlated: correlated?.features[i] ?? [],
        })
      progress(rows.length)
    }
    return async (client) => {
      await updateRelations(client, analysisId, rows)
      await mergeMetrics(client, analysisId, { relateTokens: tokens })
    }
  },
}
