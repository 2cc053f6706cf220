import type { LearnedWeights } from '@/lib/domain/dictionary'

/**
 * Returns the same function without SAELens' `rescale_acts_by_decoder_norm`. That setting multiplies p by n =
 * ‖W_dec,i‖ before the k largest are chosen and divides the activations by n in decode. Here W_enc·n, b_enc·n and
 * W_dec/n have the same effect, with decoder rows of unit length. SAELens divides by n even if n is 0; here such a
 * feature never fires.
 */
export function foldDecoderNorms<W extends LearnedWeights>(weights: W): W {
  const { W_enc, b_enc, W_dec } = weights
  const [dSae, dIn] = W_dec.dims
  const norms = Float64Array.from({ length: dSae }, (_, i) =>
    Math.sqrt(W_dec.data.subarray(i * dIn, (i + 1) * dIn).reduce((sum, value) => sum + value * value, 0)),
  )
  return {
    ...weights,
    W_enc: { dims: W_enc.dims, data: W_enc.data.map((value, at) => value * norms[at % dSae]) },
    b_enc: { dims: b_enc.dims, data: b_enc.data.map((value, i) => value * norms[i]) },
    W_dec: {
      dims: W_dec.dims,
      data: W_dec.data.map((value, at) => value / (norms[Math.floor(at / dIn)] || 1)),
    },
  }
}
