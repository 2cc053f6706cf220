import type { Tensor } from '@/lib/domain/model'
import { uniforms } from '@/lib/training/random'

/**
 * A dictionary before training: Kaiming-uniform decoder directions made unit length, the encoder their
 * transpose, b_enc 0, b_dec as given (the geometric median of the data).
 */
export function initialDictionary(
  dIn: number,
  dSae: number,
  b_dec: Float32Array,
  seed: number,
): Record<'W_enc' | 'b_enc' | 'W_dec' | 'b_dec', Tensor> {
  const W_dec = uniforms(seed, 'init W_dec', dSae * dIn, Math.sqrt(6 / dIn))
  const W_enc = new Float32Array(dIn * dSae)
  for (let f = 0; f < dSae; f++) {
    let squared = 0
    for (let i = 0; i < dIn; i++) squared += W_dec[f * dIn + i] ** 2
    const norm = Math.sqrt(squared)
    for (let i = 0; i < dIn; i++) {
      W_dec[f * dIn + i] /= norm
      W_enc[i * dSae + f] = W_dec[f * dIn + i]
    }
  }
  return {
    W_enc: { data: W_enc, dims: [dIn, dSae] },
    b_enc: { data: new Float32Array(dSae), dims: [dSae] },
    W_dec: { data: W_dec, dims: [dSae, dIn] },
    b_dec: { data: b_dec, dims: [dIn] },
  }
}
