import type { DictionaryWeights } from '@/lib/domain/dictionary'
import { tensorColumns, tensorRows } from '@/lib/models'

const ROWS_AT_ONCE = 1024

/** Returns ‖W_dec,i‖ of every feature, [d_sae]; 1 for the neuron basis. */
export function decoderNorms(weights: DictionaryWeights, dSae: number): Float32Array {
  const norms = new Float32Array(dSae).fill(1)
  if (weights.kind === 'neurons') return norms
  const dIn = weights.W_dec.dims[1]
  for (let from = 0; from < dSae; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, dSae - from)
    const rows = tensorRows(weights.W_dec, from, count)
    for (let i = 0; i < count; i++) norms[from + i] = norm(rows, i * dIn, 1, dIn)
  }
  return norms
}

/** Returns the decoder rows [count, d_in] of the features from `from` on; one-hot for the neuron basis. */
export function decoderRows(
  weights: DictionaryWeights,
  dIn: number,
  from: number,
  count: number,
): Float32Array {
  if (weights.kind !== 'neurons') return tensorRows(weights.W_dec, from, count)
  const rows = new Float32Array(count * dIn)
  for (let i = 0; i < count; i++) rows[i * dIn + from + i] = 1
  return rows
}

export interface FeatureGeometry {
  readonly encoderNorm: number
  readonly decoderNorm: number
  /** Cosine of encoder and decoder directions; 0 if either is the zero vector. */
  readonly cosine: number
  /** b_enc; null for the neuron basis, which has none. */
  readonly encoderBias: number | null
}

/** Returns the norms and the cosine of encoder columns and decoder rows, of the features from `from` on. */
export function featureGeometry(weights: DictionaryWeights, from: number, count: number): FeatureGeometry[] {
  if (weights.kind === 'neurons')
    return Array.from({ length: count }, () => ({
      encoderNorm: 1,
      decoderNorm: 1,
      cosine: 1,
      encoderBias: null,
    }))
  const dIn = weights.W_enc.dims[0]
  const columns = tensorColumns(weights.W_enc, from, count)
  const rows = tensorRows(weights.W_dec, from, count)
  const biases = weights.b_enc.data
  return Array.from({ length: count }, (_, i) => {
    const encoderNorm = norm(columns, i, count, dIn)
    const decoderNorm = norm(rows, i * dIn, 1, dIn)
    let dot = 0
    for (let k = 0; k < dIn; k++) dot += columns[k * count + i] * rows[i * dIn + k]
    const scale = encoderNorm * decoderNorm
    return {
      encoderNorm,
      decoderNorm,
      cosine: scale === 0 ? 0 : dot / scale,
      encoderBias: biases[from + i],
    }
  })
}

function norm(data: Float32Array, offset: number, stride: number, count: number): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += data[offset + k * stride] ** 2
  return Math.sqrt(sum)
}
