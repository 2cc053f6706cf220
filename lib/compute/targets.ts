import { lossTargets } from '@/lib/analysis/ablation'

/** Returns the loss targets of rows that hold sequences one after another: −1 where nothing is predicted. */
export function nextTokens(starts: Int32Array, tokenIds: Int32Array, special: Uint8Array): Int32Array {
  const targets = new Int32Array(tokenIds.length)
  for (let s = 0; s + 1 < starts.length; s++)
    targets.set(lossTargets(tokenIds.subarray(starts[s], starts[s + 1]), special), starts[s])
  return targets
}
