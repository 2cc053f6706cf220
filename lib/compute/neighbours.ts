import { float32 } from '@/lib/runtime/session'
import { decoderRows } from './decoder'
import { kept } from './kept'
import type { CachedDictionary } from './loaded'
import { rowProductsSession } from './sessions'

/** Returns the cosines of decoder rows [from, from + count) with all rows, [count, d_sae]; 0 for zero rows. */
export async function decoderCosines(
  dictionary: CachedDictionary,
  from: number,
  count: number,
  threads: number,
): Promise<Float32Array> {
  const { dIn, dSae } = dictionary.spec
  const rows = kept.get(`directions/${dictionary.ref.hash}`, () => {
    const value = unitDecoderRows(dictionary)
    return { value, bytes: value.byteLength }
  })
  const session = await rowProductsSession(dIn, threads)
  const block = rows.subarray(from * dIn, (from + count) * dIn)
  const { product } = await session.run({ a: float32(block, [count, dIn]), b: float32(rows, [dSae, dIn]) })
  return product.data as Float32Array
}

function unitDecoderRows({ weights, spec, decoderNorms }: CachedDictionary): Float32Array {
  const { dIn, dSae } = spec
  const rows = decoderRows(weights, dIn, 0, dSae)
  for (let i = 0; i < dSae; i++) {
    const norm = decoderNorms[i]
    if (norm > 0) for (let k = 0; k < dIn; k++) rows[i * dIn + k] /= norm
  }
  return rows
}
