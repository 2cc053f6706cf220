/** Writes rule labels and tags. */
import { mergeTotals } from '@/lib/analysis/summary-bytes'
import { groupBy } from '@/lib/corpus/group-by'
import { type ExampleRow, examplesOf } from '@/lib/db/computed/examples'
import { replaceComputedLabels } from '@/lib/db/computed/labels'
import { motifFigures, updateTags } from '@/lib/db/computed/motifs'
import { everyShard } from '@/lib/db/computed/shards'
import type { AnalysisContext } from '../context'
import { tagsOf } from '../motifs'
import type { Stage } from '../stage'

const BLOCK = 512
const RULES_AUTHOR = 'rules'

/** Dictionary and features [from, to) of a part. */
function partsOf({ dictionaries }: AnalysisContext) {
  return dictionaries.flatMap((dictionary) =>
    Array.from({ length: Math.ceil(dictionary.ref.spec.dSae / BLOCK) }, (_, block) => ({
      dictionary,
      from: block * BLOCK,
      to: Math.min(dictionary.ref.spec.dSae, (block + 1) * BLOCK),
    })),
  )
}

export const label: Stage = {
  plan: (context) => partsOf(context).map(({ from, to }, part) => ({ part, size: to - from })),
  async run(context, part, { signal }) {
    const { pool, compute, model, corpus, special, settings } = context
    const { dictionary, from, to } = partsOf(context)[part]
    const { analysisId, dictionaryId } = dictionary
    const byFeature = groupBy(await examplesOf(pool, analysisId, from, to), ({ index }) => index)
    const indices = Array.from({ length: to - from }, (_, i) => from + i)
    const labels = await compute.call(
      'ruleLabels',
      {
        model,
        corpus: corpus.path,
        special,
        seed: settings.seed,
        features: indices.map((index) => ({ index, ...evidenceOf(byFeature.get(index) ?? []) })),
      },
      signal,
    )
    const { tokenCounts } = mergeTotals(await everyShard(pool, analysisId, 'totals'))
    const figures = await motifFigures(pool, analysisId, from, to)
    const tags = figures.map((own) => ({
      index: own.index,
      tags: tagsOf(own, byFeature.get(own.index) ?? [], tokenCounts),
    }))
    return async (client) => {
      await updateTags(client, analysisId, tags)
      await replaceComputedLabels(
        client,
        { dictionaryId, analysisId, authorKind: 'rules', author: RULES_AUTHOR, from, to },
        labels.flatMap((found, i) => (found ? [{ index: indices[i], ...found }] : [])),
      )
    }
  },
}

function evidenceOf(examples: readonly ExampleRow[]) {
  const firings = new Map<number, readonly number[]>()
  for (const { sequence, positions } of examples) firings.set(sequence, Array.from(positions))
  return {
    chosen: examples.map(({ group, sequence, position }) => ({ group, sequence, position })),
    firings: [...firings].map(([sequence, positions]) => ({ sequence, positions })),
  }
}
