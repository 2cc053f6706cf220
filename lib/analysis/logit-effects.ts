/** The stored part of a feature's direct effects on the logits. */
import { median } from '@/lib/domain/median'
import { SemascopeError } from '@/lib/errors'
import { evenHistogram, type Histogram } from './histogram'
import type { TokenPostings } from './token-postings'

/** Number of tokens listed on each side. */
const LOGIT_TOKENS = 50

export interface TokenEffect {
  readonly token: number
  /** Median-shifted logit change per unit of displayed activation. */
  readonly value: number
}

export interface LogitEffects {
  /** Promoted tokens, largest effect first, ties by token id; only effects above 0. */
  readonly promoted: readonly TokenEffect[]
  /** Suppressed tokens, most negative effect first, ties by token id; only effects below 0. */
  readonly suppressed: readonly TokenEffect[]
  /** Histogram over the tokens that are not excluded. */
  readonly histogram: Histogram
}

/**
 * Returns the median over the tokens that are not excluded of effects [d_vocab]. `excluded` marks special and never-seen
 * tokens: lists, median and histogram leave out the same ones. Throws `invalid_input` with the token whose effect is not
 * finite.
 */
export function medianEffect(effects: Float32Array, excluded: Uint8Array): number {
  if (excluded.length !== effects.length)
    throw new SemascopeError(
      'invalid_input',
      `${effects.length} logit effects, ${excluded.length} exclusion marks`,
    )
  const bad = effects.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new SemascopeError('invalid_input', `logit effect on token ${bad} is ${effects[bad]}`)
  const shift = median(included(effects, excluded))
  if (shift === null) throw new SemascopeError('invalid_input', 'logit effects on no tokens')
  return shift
}

/** Subtracts the median effect (see `medianEffect`) from all effects [d_vocab], in place. */
export function shiftByMedian(effects: Float32Array, excluded: Uint8Array): Float32Array {
  return shiftBy(effects, medianEffect(effects, excluded))
}

/** Subtracts a number from effects, in place. */
export function shiftBy(effects: Float32Array, shift: number): Float32Array {
  for (let token = 0; token < effects.length; token++) effects[token] -= shift
  return effects
}

/** Returns lists and histogram of one feature from its median-shifted effects [d_vocab], without excluded tokens. */
export function summariseLogits(effects: Float32Array, excluded: Uint8Array): LogitEffects {
  const histogram = evenHistogram(included(effects, excluded))
  if (!histogram) throw new SemascopeError('invalid_input', 'logit effects on no tokens')
  const extreme = (sign: 1 | -1) => strongestEffects(effects, excluded, sign, LOGIT_TOKENS)
  return { promoted: extreme(1), suppressed: extreme(-1), histogram }
}

/** Returns the effects on tokens that are not excluded. */
function included(effects: Float32Array, excluded: Uint8Array): Float32Array {
  const kept = new Float32Array(effects.length)
  let count = 0
  for (let token = 0; token < effects.length; token++)
    if (excluded[token] === 0) kept[count++] = effects[token]
  return kept.subarray(0, count)
}

/** Returns the `wanted` tokens with the largest sign·effect above 0, largest first, ties by token id. */
export function strongestEffects(
  effects: Float32Array,
  excluded: Uint8Array,
  sign: 1 | -1,
  wanted: number,
): TokenEffect[] {
  const best: number[] = []
  for (let token = 0; token < effects.length; token++) {
    const value = effects[token] * sign
    if (value <= 0 || excluded[token] === 1) continue
    if (best.length === wanted && value <= effects[best[wanted - 1]] * sign) continue
    if (best.length === wanted) best.pop()
    let at = best.length
    while (at > 0 && value > effects[best[at - 1]] * sign) at--
    best.splice(at, 0, token)
  }
  return best.map((token) => ({ token, value: effects[token] }))
}

/**
 * Offers a feature to the lists of the tokens it promotes and suppresses; suppression is listed as −effect. `effects` and
 * `excluded` are of a range of tokens, which the lists count from 0.
 */
export function postLogits(
  effects: Float32Array,
  excluded: Uint8Array,
  feature: number,
  promotes: TokenPostings,
  suppresses: TokenPostings,
): void {
  for (let token = 0; token < effects.length; token++) {
    if (excluded[token] === 1) continue
    const value = effects[token]
    if (value > 0) promotes.offer(token, feature, value)
    else if (value < 0) suppresses.offer(token, feature, -value)
  }
}
