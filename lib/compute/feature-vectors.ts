import { tensorColumns, tensorRows } from '@/lib/models'
import type { CachedDictionary } from './loaded'

/** The stored vectors of one feature: the encoder computes f, the decoder is added to the hook. */
export interface FeatureVectors {
  /** W_enc[:, i] and W_dec[i], [d_in]; one-hot for a neuron. */
  readonly encoder: Float32Array
  readonly decoder: Float32Array
  /** b_enc[i]; null for a neuron, which has none. */
  readonly encoderBias: number | null
  /** b_dec [d_in], shared by all features; null for a neuron. */
  readonly decoderBias: Float32Array | null
}

export function featureVectors({ spec, weights }: CachedDictionary, feature: number): FeatureVectors {
  const { dIn } = spec
  if (weights.kind === 'neurons') {
    const axis = Float32Array.from({ length: dIn }, (_, k) => (k === feature ? 1 : 0))
    return { encoder: axis, decoder: axis, encoderBias: null, decoderBias: null }
  }
  const { W_enc, W_dec, b_enc, b_dec } = weights
  return {
    encoder: tensorColumns(W_enc, feature, 1),
    decoder: tensorRows(W_dec, feature, 1),
    encoderBias: b_enc.data[feature],
    decoderBias: b_dec.data.slice(),
  }
}
