/** Computes the direct effect of every feature on the logits, and stores the tokens that the feature raises and lowers. */
import { type LogitRow, updateLogits } from '@/lib/db/computed/features'
import { putShardData } from '@/lib/db/computed/shards'
import { excludedTokens, logitParts } from '../logit-parts'
import type { Stage } from '../stage'

export const logits: Stage = {
  plan: (context) => logitParts(context, 'features').map(({ from, to }, part) => ({ part, size: to - from })),
  async run(context, part, { signal, progress }) {
    const { compute, model } = context
    const { dictionary, range, from, to } = logitParts(context, 'features')[part]
    const { ref, analysisId } = dictionary
    const excluded = await excludedTokens(context, dictionary)
    const payload = { model, dictionary: ref, threads: compute.operatorThreads, excluded }
    const { summaries, medians } = await compute.call(
      'logits',
      { ...payload, from, count: to - from },
      signal,
      progress,
    )
    const rows = summaries.map(
      ({ promoted, suppressed, histogram }, i): LogitRow => ({
        index: from + i,
        promotedIds: promoted.map(({ token }) => token),
        promotedValues: promoted.map(({ value }) => value),
        suppressedIds: suppressed.map(({ token }) => token),
        suppressedValues: suppressed.map(({ value }) => value),
        edges: histogram.edges,
        counts: histogram.counts,
      }),
    )
    return async (client) => {
      await updateLogits(client, analysisId, rows)
      await putShardData(client, analysisId, 'medians', range, [new Uint8Array(medians.buffer)])
    }
  },
}
