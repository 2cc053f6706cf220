/** Counts the firings of every feature by interval, and estimates its loss effects from the measured firings. */
import { intervalLossEffects, lossEffect } from '@/lib/analysis/loss-effects'
import { EFFECT_BLOCK, gatherEffects, sumIntervalCounts } from '@/lib/analysis/shard-effects'
import { type EffectRow, updateEffects } from '@/lib/db/computed/features'
import { everyShard } from '@/lib/db/computed/shards'
import { INTERVALS } from '@/lib/domain/example'
import type { AnalysisContext } from '../context'
import type { Stage } from '../stage'

/** Dictionary and features [from, to) of a part. */
function partsOf({ dictionaries }: AnalysisContext) {
  return dictionaries.flatMap(({ analysisId, ref }) =>
    Array.from({ length: Math.ceil(ref.spec.dSae / EFFECT_BLOCK) }, (_, block) => ({
      analysisId,
      block,
      from: block * EFFECT_BLOCK,
      to: Math.min(ref.spec.dSae, (block + 1) * EFFECT_BLOCK),
    })),
  )
}

export const effects: Stage = {
  plan: (context) => partsOf(context).map(({ from, to }, part) => ({ part, size: to - from })),
  async run(context, part) {
    const { pool } = context
    const { analysisId, block, from, to } = partsOf(context)[part]
    const size = to - from
    const counts = sumIntervalCounts(await everyShard(pool, analysisId, 'intervals', block), size)
    const measured = gatherEffects(await everyShard(pool, analysisId, 'effects', block), size)
    const rows = measured.map((firings, i): EffectRow => {
      const own = counts.subarray(i * INTERVALS, (i + 1) * INTERVALS)
      const intervals = intervalLossEffects(firings)
      return { index: from + i, intervalCounts: own, intervals, whole: lossEffect(intervals, own) }
    })
    return (client) => updateEffects(client, analysisId, rows)
  },
}
