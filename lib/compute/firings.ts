import { float32 } from '@/lib/runtime/session'
import { encodedRows, evenBorders } from './batch-size'
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

/** Encodes a batch of token rows with one dictionary, at most `most` rows at once. */
export async function displayedFirings(
  dictionary: CachedDictionary,
  rows: TokenRows,
  threads: number,
  most = encodedRows(dictionary.spec.dSae),
): Promise<Firings> {
  const { data, width } = rows.tensors[dictionary.spec.hook]
  const encode = await encodeSession(dictionary, threads)
  const borders = evenBorders(rows.tokenIds.length, most)
  const parts: Firings[] = []
  for (const [i, from] of borders.slice(0, -1).entries()) {
    const to = borders[i + 1]
    const x = data.subarray(from * width, to * width)
    const { indices, values } = await encode.run({ x: float32(x, [to - from, width]) })
    parts.push(displayed(dictionary, indices.data as Int32Array, values.data as Float32Array, from))
  }
  return parts.length === 1 ? parts[0] : joined(parts)
}

/** Returns firings from pairs (row, feature), counting rows from `first`. */
function displayed(
  dictionary: CachedDictionary,
  pairs: Int32Array,
  raw: Float32Array,
  first: number,
): Firings {
  const rows = new Int32Array(raw.length)
  const features = new Int32Array(raw.length)
  const values = new Float32Array(raw.length)
  let kept = 0
  for (let m = 0; m < raw.length; m++) {
    const feature = pairs[2 * m + 1]
    const value = raw[m] * dictionary.decoderNorms[feature]
    // A feature with a zero decoder row adds nothing, whatever its encoder says: its displayed activation is 0.
    if (value === 0) continue
    rows[kept] = first + pairs[2 * m]
    features[kept] = feature
    values[kept++] = value
  }
  if (kept === raw.length) return { rows, features, values }
  return {
    rows: rows.subarray(0, kept),
    features: features.subarray(0, kept),
    values: values.subarray(0, kept),
  }
}

function joined(parts: readonly Firings[]): Firings {
  const length = parts.reduce((sum, { values }) => sum + values.length, 0)
  const out = {
    rows: new Int32Array(length),
    features: new Int32Array(length),
    values: new Float32Array(length),
  }
  let at = 0
  for (const { rows, features, values } of parts) {
    out.rows.set(rows, at)
    out.features.set(features, at)
    out.values.set(values, at)
    at += values.length
  }
  return out
}
