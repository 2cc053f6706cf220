/** Labels the features of a dictionary by rules: chosen on one part of the documents, scored on all of the other. */
import { byFeature, type DrawnFirings } from '@/lib/compute/rules/sample-firings'
import { featureCounts } from '@/lib/db/computed/features'
import type { ComputedLabel } from '@/lib/db/computed/labels'
import { LABEL_SCORE, labelFigures } from '@/lib/domain/label-figures'
import { addSums, distinctRules, RULE_BAR } from '@/lib/interp/rules'
import { type AnalysisContext, type RunDictionary, sparseFile } from './context'
import { shardsOf } from './shards'
import type { PartOptions } from './stage'

/** Features whose rules are chosen in one call. */
const BLOCK = 256
/**
 * Most content tokens on which rules are chosen. Without a file of activations the model is run on them, and its neurons fire
 * so often that fewer are enough.
 */
const CHOSEN_TOKENS = 2 ** 21
const CHOSEN_TOKENS_RUN = 2 ** 17

/** Returns the labels of a dictionary's features. Its progress is of features. */
export async function ruleLabels(
  context: AnalysisContext,
  dictionary: RunDictionary,
  { signal, progress }: PartOptions,
): Promise<ComputedLabel[]> {
  const { pool, compute, model, corpus, special, settings } = context
  const { dSae } = dictionary.ref.spec
  const shards = shardsOf(context).map((range) => ({
    ...range,
    file: sparseFile(context, dictionary, range),
  }))
  const isKept = shards[0]?.file !== null
  const counts = await featureCounts(pool, dictionary.analysisId, dSae)
  const text = {
    model,
    corpus: corpus.path,
    special,
    seed: settings.seed,
    analysed: corpus.analysed,
    chosenTokens: isKept ? CHOSEN_TOKENS : CHOSEN_TOKENS_RUN,
  }
  const on = { ...text, dictionary: dictionary.ref, threads: compute.operatorThreads }
  const steps = 2 * shards.length + Math.ceil(dSae / BLOCK)
  let finished = 0
  const each = <T, R>(items: readonly T[], run: (item: T) => Promise<R>) =>
    inTurn(items, compute.size, async (item) => {
      const result = await run(item)
      progress(Math.floor((dSae * ++finished) / (steps + 1)))
      return result
    })

  const drawn = await each(shards, (shard) =>
    compute.call('drawRuleFirings', { ...on, ...shard, counts }, signal),
  )
  const chosen = await each(blocksOf(byFeature(drawn, dSae), dSae), (block) =>
    compute.call('chooseRules', { ...text, counts, ...block }, signal),
  )
  const rules = chosen.flatMap((block) => block.rules).map((own, feature) => ({ feature, rules: own }))
  const labelled = distinctRules(rules)
  const sums = await each(shards, (shard) =>
    compute.call(
      'scoreRules',
      {
        ...on,
        ...shard,
        rules: labelled.map(({ feature, rule }) => ({ feature, hypothesis: rule.hypothesis })),
      },
      signal,
    ),
  )
  const { by, tokens } = chosen[0]
  return addSums(labelled.length, sums).flatMap((figures, i) => {
    const { feature, rule } = labelled[i]
    if (figures.firings < RULE_BAR.scoredFirings) return []
    const { score, ...shares } = labelFigures(figures)
    return {
      index: feature,
      text: rule.text,
      hypothesis: rule.hypothesis,
      score,
      scoreKind: LABEL_SCORE,
      evidence: {
        scoredOn: `other ${by}`,
        seed: settings.seed,
        ...shares,
        ...figures,
        chosenOnTokens: tokens,
        chosenScore: rule.score,
      },
    }
  })
}

/** Runs over items, `atOnce` at a time, and returns the results in the order of the items. */
async function inTurn<T, R>(items: readonly T[], atOnce: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const waiting = items.entries()
  const worker = async () => {
    for (const [i, item] of waiting) results[i] = await run(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  return results
}

/** Divides firings by feature into blocks of features. */
function blocksOf(firings: DrawnFirings & { readonly starts: Uint32Array }, dSae: number) {
  return Array.from({ length: Math.ceil(dSae / BLOCK) }, (_, block) => {
    const from = block * BLOCK
    const to = Math.min(dSae, from + BLOCK)
    const [first, last] = [firings.starts[from], firings.starts[to]]
    return {
      from,
      to,
      starts: firings.starts.slice(from, to + 1).map((start) => start - first),
      sequences: firings.sequences.slice(first, last),
      positions: firings.positions.slice(first, last),
      activations: firings.activations.slice(first, last),
    }
  })
}
