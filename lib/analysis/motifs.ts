/**
 * Motifs of features after Bricken et al. 2023 (single-token, context and token-in-context features, dense and
 * ultralow-density features), as rules on stored statistics. A feature may have several tags or none: the rules name
 * only clear cases.
 */
import type { MotifTag } from '@/lib/domain/motif'

export const MOTIF_RULES = {
  /** Dense: active on at least this share of tokens. */
  denseDensity: 0.1,
  /** Ultralow: active, but on less than this share of tokens; 1e-5 as in the project's definitions of metrics. */
  ultralowDensity: 1e-5,
  /** With fewer firings there are no tags about tokens and contexts. */
  minCount: 20,
  /** Single-token: one token holds this share of all activation … */
  singleTokenShare: 0.8,
  /** … and at least this share of its occurrences are active. */
  singleTokenPrecision: 0.5,
  /** Token in context: at most so many tokens … */
  fewTokens: 3,
  /** … hold this share of all activation … */
  fewTokensShare: 0.8,
  /** … but less than this share of their occurrences are active. */
  inContextPrecision: 0.5,
  /** Context: so many of the strongest tokens … */
  spreadTokens: 8,
  /** … hold less than this share of all activation … */
  spreadShare: 0.5,
  /** … and at least this share of firings is directly next to another one. */
  adjacentShare: 0.5,
} as const

export interface MotifEvidence {
  /** Number of tokens on which the feature is active. */
  readonly count: number
  readonly density: number
  /** Tokens by activation mass, largest first; `occurrences` counts them in the analysed text. */
  readonly tokens: readonly { readonly count: number; readonly sum: number; readonly occurrences: number }[]
  /** Total activation of the feature; `tokens` may hold only a part of it. */
  readonly activationSum: number
  /** Positions of its firings, ascending, on each sequence from which an interval's example was drawn. */
  readonly firings: readonly (readonly number[])[]
}

/** Returns the tags of a feature. */
export function motifTags(evidence: MotifEvidence): MotifTag[] {
  const rules = MOTIF_RULES
  const { count, density } = evidence
  if (count === 0) return []
  const tags: MotifTag[] = []
  if (count >= rules.minCount && evidence.activationSum > 0) {
    if (isSingleToken(evidence)) tags.push('single-token')
    const { share, precision } = fewestTokens(evidence)
    if (share >= rules.fewTokensShare && precision !== null && precision < rules.inContextPrecision)
      tags.push('token-in-context')
    const adjacent = adjacentShare(evidence.firings)
    if (spreadShare(evidence) < rules.spreadShare && adjacent !== null && adjacent >= rules.adjacentShare)
      tags.push('context')
  }
  if (density >= rules.denseDensity) tags.push('dense')
  if (density < rules.ultralowDensity) tags.push('ultralow')
  return tags
}

function isSingleToken({ tokens: [strongest], activationSum }: MotifEvidence): boolean {
  return (
    strongest !== undefined &&
    strongest.sum >= MOTIF_RULES.singleTokenShare * activationSum &&
    strongest.count >= MOTIF_RULES.singleTokenPrecision * strongest.occurrences
  )
}

/**
 * Takes the fewest tokens, at most `fewTokens`, that hold `fewTokensShare` of the activation. Returns the share they
 * hold and the share of their occurrences on which the feature is active.
 */
function fewestTokens({ tokens, activationSum }: MotifEvidence) {
  let sum = 0
  let active = 0
  let occurrences = 0
  for (const token of tokens.slice(0, MOTIF_RULES.fewTokens)) {
    sum += token.sum
    active += token.count
    occurrences += token.occurrences
    if (sum >= MOTIF_RULES.fewTokensShare * activationSum) break
  }
  return { share: sum / activationSum, precision: occurrences > 0 ? active / occurrences : null }
}

function spreadShare({ tokens, activationSum }: MotifEvidence): number {
  return tokens.slice(0, MOTIF_RULES.spreadTokens).reduce((sum, token) => sum + token.sum, 0) / activationSum
}

/** Returns the share of firings with another one directly before or after; null without firings. */
export function adjacentShare(sequences: readonly (readonly number[])[]): number | null {
  let firings = 0
  let adjacent = 0
  for (const positions of sequences)
    positions.forEach((position, i) => {
      firings++
      if (positions[i - 1] === position - 1 || positions[i + 1] === position + 1) adjacent++
    })
  return firings === 0 ? null : adjacent / firings
}
