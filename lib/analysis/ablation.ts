/**
 * Loss effects of ablating one feature: CE_ablated − CE_clean in nats at t for predicting t + 1. Positive: the
 * feature helps the prediction.
 */
import { INTERVALS } from '@/lib/domain/example'
import { SemascopeError } from '@/lib/errors'

/** Target of every position: the next token's id, −1 at the last position and where the next token is special. */
export function lossTargets(tokenIds: ArrayLike<number>, special: Uint8Array): Int32Array {
  return Int32Array.from({ length: tokenIds.length }, (_, t) =>
    t + 1 < tokenIds.length && special[tokenIds[t + 1]] !== 1 ? tokenIds[t + 1] : -1,
  )
}

/**
 * x − f·d for each row where the feature fires: the rows to recompute where no attention follows the hook. What the
 * dictionary does not explain of x is kept. x [rows, d_in], f and d in the same units (raw f with the decoder row as
 * stored, or displayed activation with its unit vector).
 */
export function ablatedRows(
  x: Float32Array,
  activations: ArrayLike<number>,
  direction: Float32Array,
): Float32Array {
  const dIn = direction.length
  if (x.length !== activations.length * dIn)
    throw new SemascopeError('invalid_input', `${x.length} values are not [${activations.length}, ${dIn}]`)
  return x.map((value, i) => value - activations[Math.floor(i / dIn)] * direction[i % dIn])
}

/** Effects per position; null where nothing is predicted. Clean and ablated CE are aligned with targets. */
export function lossEffects(
  clean: ArrayLike<number>,
  ablated: ArrayLike<number>,
  targets: ArrayLike<number>,
): (number | null)[] {
  if (clean.length !== targets.length || ablated.length !== targets.length)
    throw new SemascopeError(
      'invalid_input',
      `losses at ${clean.length} clean and ${ablated.length} ablated positions for ${targets.length} targets`,
    )
  return Array.from({ length: targets.length }, (_, t) => (targets[t] < 0 ? null : ablated[t] - clean[t]))
}

/** Mean of the effects that are defined; null when none is. */
export function meanLossEffect(effects: readonly (number | null)[]): number | null {
  const defined = effects.filter((effect) => effect !== null && !Number.isNaN(effect)) as number[]
  return defined.length === 0 ? null : defined.reduce((sum, effect) => sum + effect, 0) / defined.length
}

/** Mean effect at the selected positions of each interval's examples, strongest interval first; [11]. */
export function intervalLossEffects(
  examples: readonly { readonly group: number; readonly lossEffect: number | null }[],
): (number | null)[] {
  return Array.from({ length: INTERVALS }, (_, interval) =>
    meanLossEffect(examples.filter(({ group }) => group === interval).map(({ lossEffect }) => lossEffect)),
  )
}
