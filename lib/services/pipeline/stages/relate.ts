/** Compares features with neurons and with each other. */

import { correlatedSequences } from '@/lib/compute/correlated-sequences'
import { mergeMetrics } from '@/lib/db/analyses'
import { type RelationRow, updateRelations } from '@/lib/db/computed/features'
import { isNeuronBasis } from '@/lib/domain/hook'
import type { AnalysisContext, RunDictionary } from '../context'
import type { PartOptions, Stage } from '../stage'

const BLOCK = 256
/** Most sums kept at once: features × neurons of a dictionary for which correlations are computed (512 MiB). */
const CORRELATED_PAIRS = 2 ** 26

export const relate: Stage = {
  plan: ({ dictionaries }) => dictionaries.map(({ ref }, part) => ({ part, size: ref.spec.dSae })),
  async run(context, part, options) {
    const { compute, model } = context
    const dictionary = context.dictionaries[part]
    const { dSae } = dictionary.ref.spec
    const correlation = await correlate(context, dictionary, options)
    const rows: RelationRow[] = []
    for (let from = 0; from < dSae; from += BLOCK) {
      const count = Math.min(BLOCK, dSae - from)
      const payload = { model, dictionary: dictionary.ref, threads: compute.operatorThreads, from, count }
      const { neighbours, aligned } = await compute.call('relate', payload, options.signal)
      for (let i = 0; i < count; i++)
        rows.push({
          index: from + i,
          neighbours: neighbours[i],
          aligned: aligned[i],
          correlated: correlation?.features[from + i] ?? [],
        })
      options.progress(from + count)
    }
    return async (client) => {
      await updateRelations(client, dictionary.analysisId, rows)
      await mergeMetrics(client, dictionary.analysisId, { relateTokens: correlation?.tokens ?? null })
    }
  },
}

async function correlate(context: AnalysisContext, { ref }: RunDictionary, { signal }: PartOptions) {
  const { dSae, dIn, hook } = ref.spec
  if (!isNeuronBasis(hook) || dSae * dIn > CORRELATED_PAIRS) return null
  const { compute, model, corpus, special } = context
  const sequences = correlatedSequences({ sequences: corpus.analysed, contentTokens: corpus.contentTokens })
  const payload = { model, dictionary: ref, corpus: corpus.path, special, from: 0, to: sequences }
  return compute.call('correlateNeurons', { ...payload, threads: compute.operatorThreads }, signal)
}
