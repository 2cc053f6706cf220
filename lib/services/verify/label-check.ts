/** Scores a rule label again: a loop over every token that it was scored on, with the firings that brute force found. */

import type { ModelRef } from '@/lib/compute/loaded'
import { type RuleCorpus, ruleCorpus } from '@/lib/compute/rules/rule-corpus'
import type { CheckedLabel } from '@/lib/db/queries/checked-label'
import { type LabelCounts, labelCounts, labelFigures } from '@/lib/domain/label-figures'
import { readText } from '@/lib/interp/rules'
import { compileRule, type Hypothesis, predicts } from '@/lib/interp/rules/hypothesis'
import { type BruteFeature, TOLERANCE } from './brute-force'
import type { Check } from './compare'

export interface LabelledText {
  readonly model: ModelRef
  readonly corpus: string
  readonly special: Uint8Array
  readonly analysed: number
}

/** Compares the counts and the score of a feature's rule label with those of a loop; no label, no checks. */
export async function checkLabel(
  on: LabelledText,
  brute: BruteFeature,
  label: CheckedLabel | null,
): Promise<Check[]> {
  const stored = label && labelCounts(label.evidence)
  if (!stored || !label) return []
  const { seed } = label.evidence as { readonly seed: number }
  // Only the text that rules are scored on is read, so the limit of the other has no effect.
  const text = await ruleCorpus({ ...on, seed, chosenTokens: 1 })
  const found = await countByLoop(text, on.analysed, label.hypothesis as Hypothesis, brute)
  const near = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE * Math.max(1, stored.activation)
  const few = (a: number, b: number) => Math.abs(a - b) <= brute.ambiguous
  const { score } = labelFigures(stored)
  return [
    {
      name: 'label counts',
      stored: Object.values(countsOf(stored)),
      recomputed: Object.values(found),
      ok:
        stored.tokens === found.tokens &&
        stored.predicted === found.predicted &&
        few(stored.firings, found.firings) &&
        few(stored.hits, found.hits) &&
        near(stored.activation, found.activation) &&
        near(stored.hitActivation, found.hitActivation),
    },
    {
      name: 'label score',
      stored: label.score,
      recomputed: score,
      ok: label.score !== null && score !== null && Math.abs(label.score - score) <= 1e-6,
    },
  ]
}

function countsOf({ tokens, firings, activation, predicted, hits, hitActivation }: LabelCounts): LabelCounts {
  return { tokens, firings, activation, predicted, hits, hitActivation }
}

async function countByLoop(
  corpus: RuleCorpus,
  analysed: number,
  hypothesis: Hypothesis,
  { firings }: BruteFeature,
): Promise<LabelCounts> {
  const activations = new Map(
    firings.map(({ sequence, position, activation }) => [`${sequence}/${position}`, activation]),
  )
  const rule = compileRule(hypothesis)
  const counts = { tokens: 0, firings: 0, activation: 0, predicted: 0, hits: 0, hitActivation: 0 }
  for (const sequence of await corpus.read(0, analysed, corpus.isScored)) {
    const text = readText([sequence], corpus.vocabulary)
    for (let position = 0; position < text.length; position++) {
      if (text.tokenIds[position] === -1) continue
      const activation = activations.get(`${sequence.sequence}/${position}`) ?? 0
      const isPredicted = predicts(rule, text, position)
      counts.tokens++
      counts.activation += activation
      if (activation > 0) counts.firings++
      if (!isPredicted) continue
      counts.predicted++
      counts.hitActivation += activation
      if (activation > 0) counts.hits++
    }
  }
  return counts
}
