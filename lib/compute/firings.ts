import { float32 } from '@/lib/runtime/session'
import type { CachedDictionary } from './loaded'
import type { TokenRows } from './rows'
import { encodeSession } from './sessions'

/** Sparse displayed activations f·‖W_dec‖ > 0 in row-major order. */
export interface Firings {
  /** Row of the token in the batch. */
  readonly rows: Int32Array
  readonly features: Int32Array
  readonly values: Float32Array
}

/** Encodes a batch of token rows with one dictionary. */
export async function displayedFirings(
  dictionary: CachedDictionary,
  rows: TokenRows,
  threads: number,
): Promise<Firings> {
  const { data, width } = rows.tensors[dictionary.spec.hook]
  const encode = await encodeSession(dictionary, threads)
  const output = await encode.run({ x: float32(data, [rows.tokenIds.length, width]) })
  const pairs = output.indices.data as Int32Array // (row, feature) of each firing
  const raw = output.values.data as Float32Array
  const out = {
    rows: new Int32Array(raw.length),
    features: new Int32Array(raw.length),
    values: new Float32Array(raw.length),
  }
  let kept = 0
  for (let m = 0; m < raw.length; m++) {
    const feature = pairs[2 * m + 1]
    const value = raw[m] * dictionary.decoderNorms[feature]
    // A feature with a zero decoder row adds nothing, whatever its encoder says: its displayed activation is 0.
    if (value === 0) continue
    out.rows[kept] = pairs[2 * m]
    out.features[kept] = feature
    out.values[kept++] = value
  }
  if (kept === raw.length) return out
  return {
    rows: out.rows.subarray(0, kept),
    features: out.features.subarray(0, kept),
    values: out.values.subarray(0, kept),
  }
}
