import { INTERVALS } from '@/lib/domain/example'
import { displayedFirings } from './firings'
import type { LoadedBundleDictionary, LoadedBundleModel } from './loaded'
import { batchSequences, chunks, forwardRows } from './rows'
import { frontSession } from './sessions'

/**
 * Firings of each feature in its intervals, exactly, now that its maximum is known: interval k holds activations
 * in (max·(10−k)/11, max·(11−k)/11]. Special tokens are left out. [d_sae, 11]
 */
export async function intervalCounts(
  model: LoadedBundleModel,
  dictionary: LoadedBundleDictionary,
  sequences: readonly Int32Array[],
  maxima: Float32Array,
  special: Uint8Array,
  threads: number,
): Promise<Uint32Array> {
  const counts = new Uint32Array(dictionary.spec.dSae * INTERVALS)
  const front = await frontSession(model, dictionary.spec.hook, threads)
  for (const batch of chunks(sequences, batchSequences(dictionary.spec))) {
    const rows = await forwardRows(front, batch)
    const firings = await displayedFirings(dictionary, rows, threads)
    for (let m = 0; m < firings.values.length; m++) {
      if (special[rows.tokenIds[firings.rows[m]]] === 1) continue
      const feature = firings.features[m]
      counts[feature * INTERVALS + intervalOf(firings.values[m], maxima[feature])]++
    }
  }
  return counts
}

/** The interval an activation in (0, max] lies in. */
export function intervalOf(value: number, max: number): number {
  const level = Math.ceil((value / max) * INTERVALS)
  // The borders are products, so a quotient that rounds across one is put right by the definition itself.
  if (value > (max * level) / INTERVALS) return INTERVALS - (level + 1)
  if (value <= (max * (level - 1)) / INTERVALS) return INTERVALS - (level - 1)
  return INTERVALS - level
}
