/** Chooses the rules that a feature may be labelled with: those that are good and general enough where they were chosen. */
import { compileRule, type Hypothesis, predicts } from './hypothesis'
import { type FiringSample, type Found, searchRules } from './search'
import { unitAt } from './text'
import type { TextCounts } from './text-counts'
import type { RuleVocabulary } from './vocabulary'
import { hypothesisText } from './words'

/** The bar of a label, on the text that rules are chosen on. */
export const RULE_BAR = {
  /** Least firings of the feature there, and on the text that the rule is scored on. */
  firings: 20,
  scoredFirings: 10,
  /** Least precision and least F1 by activation (label-figures.ts). */
  precision: 0.5,
  score: 0.5,
  /** Least units (packages, documents) with firings that the rule predicts … */
  units: 4,
  /** … and the largest part of their activation that one of the units may hold. */
  unitShare: 2 / 3,
} as const

/** How many rules of a feature are kept, so that another can be taken where many features share the words of the first. */
const KEPT = 6
/** How many of the best are looked at for them. */
const TRIED = 40

export interface ChosenRule extends Omit<Found, 'hypothesis'> {
  readonly text: string
  readonly hypothesis: Hypothesis
}

/** Returns the rules of a feature above the bar, the best first, each in other words; none if there are too few firings. */
export function chooseRules(
  sample: FiringSample,
  counts: TextCounts,
  vocabulary: RuleVocabulary,
): ChosenRule[] {
  if (sample.at.length * sample.weight < RULE_BAR.firings) return []
  const chosen: ChosenRule[] = []
  for (const found of searchRules(sample, counts).slice(0, TRIED)) {
    if (chosen.length === KEPT) break
    if (found.score < RULE_BAR.score || found.precision < RULE_BAR.precision) continue
    const text = hypothesisText(found.hypothesis, vocabulary)
    if (chosen.some((rule) => rule.text === text) || !isGeneral(found.hypothesis, sample, counts)) continue
    chosen.push({ text, ...found })
  }
  return chosen
}

function isGeneral(hypothesis: Hypothesis, { at, activations }: FiringSample, { text }: TextCounts): boolean {
  const rule = compileRule(hypothesis)
  const units = new Map<string, number>()
  let total = 0
  for (let i = 0; i < at.length; i++) {
    if (!predicts(rule, text, at[i])) continue
    const unit = unitAt(text, at[i])
    units.set(unit, (units.get(unit) ?? 0) + activations[i])
    total += activations[i]
  }
  return units.size >= RULE_BAR.units && Math.max(...units.values()) <= RULE_BAR.unitShare * total
}
