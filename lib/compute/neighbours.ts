import { LRUCache } from 'lru-cache'
import { float32 } from '@/lib/runtime/session'
import { decoderRows } from './decoder'
import type { CachedDictionary } from './loaded'
import { rowProductsSession } from './sessions'

/** As large as the decoder itself, so only the last dictionary's rows are kept. */
const normalised = new LRUCache<string, Float32Array>({ max: 1 })

/** Returns the cosines of decoder rows [from, from + count) with all rows, [count, d_sae]; 0 for zero rows. */
export async function decoderCosines(
  dictionary: CachedDictionary,
  from: number,
  count: number,
  threads: number,
): Promise<Float32Array> {
  const { dIn, dSae } = dictionary.spec
  let rows = normalised.get(dictionary.ref.hash)
  if (!rows) {
    rows = decoderRows(dictionary.weights, dIn, 0, dSae)
    for (let i = 0; i < dSae; i++) {
      const norm = dictionary.decoderNorms[i]
      if (norm > 0) for (let k = 0; k < dIn; k++) rows[i * dIn + k] /= norm
    }
    normalised.set(dictionary.ref.hash, rows)
  }
  const session = await rowProductsSession(dIn, threads)
  const block = rows.slice(from * dIn, (from + count) * dIn)
  const { product } = await session.run({ a: float32(block, [count, dIn]), b: float32(rows, [dSae, dIn]) })
  return product.data as Float32Array
}
