/**
 * Rule labels: the simplest readable hypothesis about where a feature fires, chosen on one part of its examples
 * and scored on a disjoint part. Says nothing where it knows nothing.
 */
import { hash32 } from '@/lib/analysis/hash'
import { type Hypothesis, hypothesisText, predicts } from './hypothesis'
import type { RulePosition } from './positions'
import { balancedAccuracy, balancedWeights, searchHypothesis } from './search'
import type { RuleVocabulary } from './vocabulary'

export interface RuleOptions {
  /** Held-out balanced accuracy below which nothing is said. */
  readonly minScore: number
  /** Firings needed to choose a hypothesis, and held-out ones to score it. */
  readonly minTrainPositives: number
  readonly minTestPositives: number
  /** Held-out silent places needed to score it. */
  readonly minTestNegatives: number
}

export const RULE_OPTIONS: RuleOptions = {
  minScore: 0.75,
  minTrainPositives: 8,
  minTestPositives: 6,
  minTestNegatives: 10,
}

export interface RuleLabel {
  readonly text: string
  readonly hypothesis: Hypothesis
  /** Held-out balanced accuracy: mean of the share of firings found and the share of silent places left alone. */
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

/** Three fifths of the sequences choose, the others score. Held-out places whose window was seen in training are dropped. */
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

/** The label of one feature, or null where evidence is too thin or the best hypothesis too poor. */
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
