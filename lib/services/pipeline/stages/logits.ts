/** Computes the direct effect of every feature on the logits, and for each token the features that raise and lower it. */

import { postLogits } from '@/lib/analysis/logit-effects'
import { mergeTotals } from '@/lib/analysis/summary-bytes'
import { TokenPostings } from '@/lib/analysis/token-postings'
import { type LogitRow, updateLogits } from '@/lib/db/computed/features'
import { replacePostings } from '@/lib/db/computed/postings'
import { everyShard } from '@/lib/db/computed/shards'
import { hasDirectEffect } from '@/lib/domain/hook'
import { postingRows } from '../posting-rows'
import type { Stage } from '../stage'

const BLOCK = 256

export const logits: Stage = {
  plan: ({ dictionaries }) =>
    dictionaries.flatMap(({ ref }, part) =>
      hasDirectEffect(ref.spec.hook) ? [{ part, size: ref.spec.dSae }] : [],
    ),
  async run(context, part, { signal, progress }) {
    const { pool, compute, model, special, spec } = context
    const { ref, analysisId } = context.dictionaries[part]
    const { dSae } = ref.spec
    const { tokenCounts } = mergeTotals(await everyShard(pool, analysisId, 'totals'))
    const excluded = special.map((mark, token) => (mark === 1 || tokenCounts[token] === 0 ? 1 : 0))
    const promotes = new TokenPostings(spec.dVocab)
    const suppresses = new TokenPostings(spec.dVocab)
    const rows: LogitRow[] = []
    for (let from = 0; from < dSae; from += BLOCK) {
      const count = Math.min(BLOCK, dSae - from)
      const payload = { model, dictionary: ref, threads: compute.operatorThreads, from, count, excluded }
      const { effects, summaries } = await compute.call('logits', payload, signal)
      summaries.forEach(({ promoted, suppressed, histogram }, i) => {
        const own = effects.subarray(i * spec.dVocab, (i + 1) * spec.dVocab)
        postLogits(own, excluded, from + i, promotes, suppresses)
        rows.push({
          index: from + i,
          promotedIds: promoted.map(({ token }) => token),
          promotedValues: promoted.map(({ value }) => value),
          suppressedIds: suppressed.map(({ token }) => token),
          suppressedValues: suppressed.map(({ value }) => value),
          edges: histogram.edges,
          counts: histogram.counts,
        })
      })
      progress(from + count)
    }
    return async (client) => {
      await updateLogits(client, analysisId, rows)
      await replacePostings(client, analysisId, 'promotes', postingRows(promotes, spec.dVocab))
      await replacePostings(client, analysisId, 'suppresses', postingRows(suppresses, spec.dVocab, -1))
    }
  },
}
