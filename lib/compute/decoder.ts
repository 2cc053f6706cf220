import type { DictionaryWeights } from '@/lib/domain/dictionary'

/** Returns ‖W_dec,i‖ of every feature, [d_sae]; 1 for the neuron basis. */
export function decoderNorms(weights: DictionaryWeights, dSae: number): Float32Array {
  if (weights.kind === 'neurons') return new Float32Array(dSae).fill(1)
  const { data, dims } = weights.W_dec
  const dIn = dims[1]
  return Float32Array.from({ length: dSae }, (_, i) => norm(data, i * dIn, 1, dIn))
}

/** Returns the decoder rows [count, d_in] of the features from `from` on; one-hot for the neuron basis. */
export function decoderRows(
  weights: DictionaryWeights,
  dIn: number,
  from: number,
  count: number,
): Float32Array {
  if (weights.kind !== 'neurons') return weights.W_dec.data.slice(from * dIn, (from + count) * dIn)
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

/** Returns the norms and the cosine of one feature's encoder column and decoder row. */
export function featureGeometry(weights: DictionaryWeights, index: number): FeatureGeometry {
  if (weights.kind === 'neurons') return { encoderNorm: 1, decoderNorm: 1, cosine: 1, encoderBias: null }
  const { W_enc, W_dec, b_enc } = weights
  const [dIn, dSae] = W_enc.dims
  const encoderNorm = norm(W_enc.data, index, dSae, dIn)
  const decoderNorm = norm(W_dec.data, index * dIn, 1, dIn)
  let dot = 0
  for (let k = 0; k < dIn; k++) dot += W_enc.data[k * dSae + index] * W_dec.data[index * dIn + k]
  const scale = encoderNorm * decoderNorm
  return { encoderNorm, decoderNorm, cosine: scale === 0 ? 0 : dot / scale, encoderBias: b_enc.data[index] }
}

function norm(data: Float32Array, offset: number, stride: number, count: number): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += data[offset + k * stride] ** 2
  return Math.sqrt(sum)
}
