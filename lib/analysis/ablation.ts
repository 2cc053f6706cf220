/**
 * Loss effects of ablating one feature: CE_ablated − CE_clean in nats at t for predicting t + 1. A positive effect
 * means that the feature helps the prediction.
 */
/** Returns the target of every position: the id of the next token, or −1 if there is none or it is special. */
export function lossTargets(tokenIds: ArrayLike<number>, special: Uint8Array): Int32Array {
  return Int32Array.from({ length: tokenIds.length }, (_, t) =>
    t + 1 < tokenIds.length && special[tokenIds[t + 1]] !== 1 ? tokenIds[t + 1] : -1,
  )
}
