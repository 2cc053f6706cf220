/**
 * The effect of a feature on the next token at one position: the logits with the feature minus the logits without it
 * (ablated), shifted so that the median is 0, since logits are only defined up to a constant. Sign, shift and
 * exclusions are those of the direct effect, so the two can be compared. Source: Bricken et al. 2023, the tooltips of
 * the feature pages.
 */
import { SemascopeError } from '@/lib/errors'
import { shiftByMedian, strongestEffects, type TokenEffect } from './logit-effects'

/** Number of tokens listed on each side. */
const CHANGED_TOKENS = 5

export interface LogitChanges {
  /** Tokens whose logits the feature raises, largest change first; only changes above 0. */
  readonly raised: readonly TokenEffect[]
  /** Tokens whose logits the feature lowers, largest change first; only changes below 0. */
  readonly lowered: readonly TokenEffect[]
}

/**
 * Returns the lists of one position from its logits [d_vocab]. `excluded` marks special and never-seen tokens, which
 * lists and median leave out.
 */
export function logitChanges(
  clean: Float32Array,
  ablated: Float32Array,
  excluded: Uint8Array,
  wanted = CHANGED_TOKENS,
): LogitChanges {
  if (clean.length !== ablated.length || clean.length !== excluded.length)
    throw new SemascopeError(
      'invalid_input',
      `${clean.length} clean and ${ablated.length} ablated logits, ${excluded.length} exclusion marks`,
    )
  const changes = shiftByMedian(
    clean.map((logit, token) => logit - ablated[token]),
    excluded,
  )
  return {
    raised: strongestEffects(changes, excluded, 1, wanted),
    lowered: strongestEffects(changes, excluded, -1, wanted),
  }
}

/** Returns the cross-entropy in nats of predicting `target` from logits. */
export function lossOf(logits: Float32Array, target: number): number {
  let top = Number.NEGATIVE_INFINITY
  for (const logit of logits) if (logit > top) top = logit
  let sum = 0
  for (const logit of logits) sum += Math.exp(logit - top)
  return Math.log(sum) + top - logits[target]
}
