/**
 * Motifs of features after Bricken et al. 2023 (single-token, context and token-in-context features, the dense and
 * the ultralow-density ones), as rules on figures that are stored anyway. A feature may have several tags or none:
 * the rules name what is plain and leave the rest alone.
 */
import type { MotifTag } from '@/lib/domain/motif'

export const MOTIF_RULES = {
  /** Dense: active on at least this share of tokens. */
  denseDensity: 0.1,
  /** Ultralow: active, but on less than this share of tokens. */
  ultralowDensity: 1e-5,
  /** Firings below which nothing is said about tokens and contexts. */
  minCount: 20,
  /** Examples that single-token asks to agree: all of a full top list. */
  topExamples: 20,
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
  /** … and at least this share of firings stands directly beside another one. */
  besideShare: 0.5,
} as const

export interface MotifEvidence {
  /** Tokens on which the feature is active. */
  readonly count: number
  readonly density: number
  /** Share of the most frequent token among the top examples; null without any. */
  readonly singleTokenShare: number | null
  readonly topExamples: number
  /** Tokens by activation mass, largest first; `occurrences` in the analysed text. */
  readonly tokens: readonly { readonly count: number; readonly sum: number; readonly occurrences: number }[]
  /** All activation of the feature, of which `tokens` may hold only a part. */
  readonly activationSum: number
  /** Positions of its firings, ascending, on each sequence that an interval's example was drawn from. */
  readonly firings: readonly (readonly number[])[]
}

/** The tags of a feature. */
export function motifTags(evidence: MotifEvidence): MotifTag[] {
  const rules = MOTIF_RULES
  const { count, density } = evidence
  if (count === 0) return []
  const tags: MotifTag[] = []
  if (evidence.topExamples >= rules.topExamples && evidence.singleTokenShare === 1) tags.push('single-token')
  if (count >= rules.minCount && evidence.activationSum > 0) {
    const { share, precision } = fewestTokens(evidence)
    if (share >= rules.fewTokensShare && precision !== null && precision < rules.inContextPrecision)
      tags.push('token-in-context')
    const beside = besideShare(evidence.firings)
    if (spreadShare(evidence) < rules.spreadShare && beside !== null && beside >= rules.besideShare)
      tags.push('context')
  }
  if (density >= rules.denseDensity) tags.push('dense')
  if (density < rules.ultralowDensity) tags.push('ultralow')
  return tags
}

/**
 * The fewest tokens, at most `fewTokens`, that hold `fewTokensShare` of the activation: the share they hold, and the
 * share of their occurrences on which the feature is active.
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

/** Share of firings with another one directly before or after; null without firings. */
export function besideShare(sequences: readonly (readonly number[])[]): number | null {
  let firings = 0
  let beside = 0
  for (const positions of sequences)
    positions.forEach((position, i) => {
      firings++
      if (positions[i - 1] === position - 1 || positions[i + 1] === position + 1) beside++
    })
  return firings === 0 ? null : beside / firings
}
