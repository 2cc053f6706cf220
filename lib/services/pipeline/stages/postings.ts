/** Stores, for each token, the features that raise and lower it most. */
import { replacePostings } from '@/lib/db/computed/postings'
import { everyShard } from '@/lib/db/computed/shards'
import type { AnalysisContext } from '../context'
import { excludedTokens, logitParts } from '../logit-parts'
import type { Stage } from '../stage'

export const postings: Stage = {
  plan: (context) => logitParts(context, 'tokens').map(({ from, to }, part) => ({ part, size: to - from })),
  async run(context, part, { signal, progress }) {
    const { compute, model } = context
    const { dictionary, from, to } = logitParts(context, 'tokens')[part]
    const { ref, analysisId } = dictionary
    const { promotes, suppresses } = await compute.call(
      'logitPostings',
      {
        ...{ model, dictionary: ref, threads: compute.operatorThreads, from, to },
        medians: await mediansOf(context, analysisId),
        excluded: await excludedTokens(context, dictionary),
      },
      signal,
      (features) => progress(((to - from) * features) / ref.spec.dSae),
    )
    const negative = suppresses.map((list) => ({ ...list, values: list.values.map((value) => -value) }))
    return async (client) => {
      await replacePostings(client, analysisId, 'promotes', promotes, { from, to })
      await replacePostings(client, analysisId, 'suppresses', negative, { from, to })
    }
  },
}

/** Returns the medians of all features' effects, which the stage before has stored by ranges of features. */
async function mediansOf({ pool }: AnalysisContext, analysisId: number): Promise<Float64Array> {
  const ranges = await everyShard(pool, analysisId, 'medians')
  const parts = ranges.map((bytes) => new Float64Array(bytes.slice().buffer))
  const medians = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    medians.set(part, at)
    at += part.length
  }
  return medians
}
