/**
 * How well a label predicts where its feature is active. Any explainer that says of each token of a text whether the feature
 * fires there can be scored so; rules are run on the whole text of documents that did not serve to choose them.
 */

/** What is counted over the text on which a label is scored. */
export interface LabelCounts {
  /** Tokens of the text, special ones left out. */
  readonly tokens: number
  /** Tokens at which the feature fires, and the sum of its activations there. */
  readonly firings: number
  readonly activation: number
  /** Tokens at which the label says that the feature fires. */
  readonly predicted: number
  /** Tokens of both kinds, and the sum of the activations there. */
  readonly hits: number
  readonly hitActivation: number
}

export interface LabelFigures {
  /** Share of the predicted tokens at which the feature fires; null if none is predicted. */
  readonly precision: number | null
  /** Share of the firings that are predicted; null if the feature does not fire. */
  readonly recall: number | null
  /** Share of the feature's activation, summed over the text, that is on predicted tokens. */
  readonly activationShare: number | null
  /** The harmonic mean of precision and the share of activation; 0 if nothing is predicted, null if the feature never fires. */
  readonly score: number | null
}

/** The name of `score`, which sorts labels. */
export const LABEL_SCORE = 'F1 by activation'

/** Returns the harmonic mean of precision and the share of activation. */
export function labelScore(precision: number, activationShare: number): number {
  const sum = precision + activationShare
  return sum === 0 ? 0 : (2 * precision * activationShare) / sum
}

/** Returns the figures of a label. */
export function labelFigures(counts: LabelCounts): LabelFigures {
  const { firings, activation, predicted, hits, hitActivation } = counts
  const precision = predicted === 0 ? null : hits / predicted
  const activationShare = activation > 0 ? hitActivation / activation : null
  return {
    precision,
    recall: firings === 0 ? null : hits / firings,
    activationShare,
    score: activationShare === null ? null : labelScore(precision ?? 0, activationShare),
  }
}

const COUNTED = ['tokens', 'firings', 'activation', 'predicted', 'hits', 'hitActivation'] as const

/** Returns the counts in the evidence of a label; null if its score was computed from something else. */
export function labelCounts(evidence: unknown): LabelCounts | null {
  if (typeof evidence !== 'object' || evidence === null) return null
  const fields = evidence as Record<string, unknown>
  const isNumber = (name: string) => typeof fields[name] === 'number'
  return COUNTED.every(isNumber) ? (fields as unknown as LabelCounts) : null
}
