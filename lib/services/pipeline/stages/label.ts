/** Writes rule labels and tags. */
import { mergeTotals } from '@/lib/analysis/summary-bytes'
import { groupBy } from '@/lib/corpus/group-by'
import { examplesOf } from '@/lib/db/computed/examples'
import { replaceComputedLabels } from '@/lib/db/computed/labels'
import { motifFigures, type TagRow, updateTags } from '@/lib/db/computed/motifs'
import { everyShard } from '@/lib/db/computed/shards'
import { tagsOf } from '../motifs'
import { ruleLabels } from '../rule-labels'
import type { Stage } from '../stage'

const BLOCK = 512
const RULES_AUTHOR = 'rules'

export const label: Stage = {
  plan: ({ dictionaries }) => dictionaries.map(({ ref }, part) => ({ part, size: ref.spec.dSae })),
  async run(context, part, options) {
    const { pool } = context
    const dictionary = context.dictionaries[part]
    const { analysisId, dictionaryId, ref } = dictionary
    const { dSae } = ref.spec
    const labels = await ruleLabels(context, dictionary, options)
    const { tokenCounts } = mergeTotals(await everyShard(pool, analysisId, 'totals'))
    const tags: TagRow[] = []
    for (let from = 0; from < dSae; from += BLOCK) {
      const to = Math.min(dSae, from + BLOCK)
      const examples = groupBy(await examplesOf(pool, analysisId, from, to), ({ index }) => index)
      for (const own of await motifFigures(pool, analysisId, from, to))
        tags.push({ index: own.index, tags: tagsOf(own, examples.get(own.index) ?? [], tokenCounts) })
    }
    return async (client) => {
      await updateTags(client, analysisId, tags)
      await replaceComputedLabels(
        client,
        { dictionaryId, analysisId, authorKind: 'rules', author: RULES_AUTHOR, from: 0, to: dSae },
        labels,
      )
    }
  },
}
