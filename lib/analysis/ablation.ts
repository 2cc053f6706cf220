/**
 * Loss effects of ablating one feature: CE_ablated − CE_clean in nats at t for predicting t + 1. A positive effect
 * means that the feature helps the prediction.
 */
import { INTERVALS } from '@/lib/domain/example'

/** Returns the target of every position: the id of the next token, or −1 if there is none or it is special. */
export function lossTargets(tokenIds: ArrayLike<number>, special: Uint8Array): Int32Array {
  return Int32Array.from({ length: tokenIds.length }, (_, t) =>
    t + 1 < tokenIds.length && special[tokenIds[t + 1]] !== 1 ? tokenIds[t + 1] : -1,
  )
}

/** Returns the mean of the effects that are defined, or null if none is. */
export function meanLossEffect(effects: readonly (number | null)[]): number | null {
  const defined = effects.filter((effect) => effect !== null && !Number.isNaN(effect)) as number[]
  return defined.length === 0 ? null : defined.reduce((sum, effect) => sum + effect, 0) / defined.length
}

/** Returns the mean effect at the selected positions of each interval's examples, highest interval first; [11]. */
export function intervalLossEffects(
  examples: readonly { readonly group: number; readonly lossEffect: number | null }[],
): (number | null)[] {
  return Array.from({ length: INTERVALS }, (_, interval) =>
    meanLossEffect(examples.filter(({ group }) => group === interval).map(({ lossEffect }) => lossEffect)),
  )
}
