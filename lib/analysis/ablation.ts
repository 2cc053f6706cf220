/**
 * Loss effects of ablating one feature: CE_ablated − CE_clean in nats at t for predicting t + 1. Positive: the
 * feature helps the prediction.
 */
import { INTERVALS } from '@/lib/domain/example'

/** Target of every position: the next token's id, −1 at the last position and where the next token is special. */
export function lossTargets(tokenIds: ArrayLike<number>, special: Uint8Array): Int32Array {
  return Int32Array.from({ length: tokenIds.length }, (_, t) =>
    t + 1 < tokenIds.length && special[tokenIds[t + 1]] !== 1 ? tokenIds[t + 1] : -1,
  )
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
