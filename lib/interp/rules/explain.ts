/**
 * Rule labels: the simplest readable hypothesis about where a feature fires, chosen on one part of its examples and
 * scored on a disjoint part. A feature without enough evidence gets no label.
 */
import { hash32 } from '@/lib/analysis/hash'
import { type Hypothesis, hypothesisText, predicts } from './hypothesis'
import type { RulePosition } from './positions'
import { balancedAccuracy, balancedWeights, searchHypothesis } from './search'
import type { RuleVocabulary } from './vocabulary'

export interface RuleOptions {
  /** Least held-out balanced accuracy of a label. */
  readonly minScore: number
  /** Firings needed to choose a hypothesis, and held-out firings needed to score it. */
  readonly minTrainPositives: number
  readonly minTestPositives: number
  /** Held-out silent positions needed to score a hypothesis. */
  readonly minTestNegatives: number
}

const RULE_OPTIONS: RuleOptions = {
  minScore: 0.75,
  minTrainPositives: 8,
  minTestPositives: 6,
  minTestNegatives: 10,
}

export interface RuleLabel {
  readonly text: string
  readonly hypothesis: Hypothesis
  /** Held-out balanced accuracy: mean of the share of firings found and the share of silent positions rejected. */
  readonly score: number
  readonly scoreKind: 'balanced accuracy'
  readonly evidence: {
    readonly trainScore: number
    readonly trainPositives: number
    readonly trainNegatives: number
    readonly testPositives: number
    readonly testRandomNegatives: number
    readonly testNearMisses: number
  }
}

/**
 * Splits positions by sequence: three fifths choose, the others score. Held-out positions are dropped if their window
 * occurs in the training part.
 */
export function splitPositions(
  seed: number,
  feature: number,
  positions: readonly RulePosition[],
): { train: RulePosition[]; test: RulePosition[] } {
  const trains = ({ sequence }: RulePosition) => hash32(seed, feature, sequence, 0x73706c74) % 5 < 3
  const train = positions.filter(trains)
  const seen = new Set(train.map(({ window }) => window))
  const test = positions.filter((position) => !trains(position) && !seen.has(position.window))
  return { train, test }
}

/** Returns the label of one feature, or null if there is too little evidence or the best hypothesis is too poor. */
export function explainByRule(
  seed: number,
  feature: number,
  positions: readonly RulePosition[],
  vocabulary: RuleVocabulary,
  options: RuleOptions = RULE_OPTIONS,
): RuleLabel | null {
  const { train, test } = splitPositions(seed, feature, positions)
  const count = (part: readonly RulePosition[], evidence: string) =>
    part.filter((position) => position.evidence === evidence).length
  const evidence = {
    trainPositives: count(train, 'fires'),
    trainNegatives: train.length - count(train, 'fires'),
    testPositives: count(test, 'fires'),
    testRandomNegatives: count(test, 'silent'),
    testNearMisses: count(test, 'near miss'),
  }
  if (
    evidence.trainPositives < options.minTrainPositives ||
    evidence.trainNegatives === 0 ||
    evidence.testPositives < options.minTestPositives ||
    evidence.testRandomNegatives + evidence.testNearMisses < options.minTestNegatives
  )
    return null
  const found = searchHypothesis(train)
  if (!found) return null
  const { hypothesis, trainScore } = found
  const score = balancedAccuracy(balancedWeights(test), (i) => predicts(hypothesis, test[i]))
  if (score < options.minScore) return null
  return {
    text: hypothesisText(hypothesis, vocabulary),
    hypothesis,
    score,
    scoreKind: 'balanced accuracy',
    evidence: { trainScore, ...evidence },
  }
}
