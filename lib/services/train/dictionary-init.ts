import type { Tensor } from '@/lib/domain/model'
import { uniforms } from '@/lib/training/random'

/**
 * Scale of an encoder that starts as the transpose of a decoder with random unit rows. With r = d_sae/d_in,
 * x̂ = s·Σ relu(x·d)·d is s·r/2·x plus noise of s²·r/2 times ‖x‖²; this s makes the error least, 1/(1 + r/2) of
 * ‖x‖². At scale 1 the reconstruction starts r/2 times too long.
 */
export function encoderScale(dIn: number, dSae: number): number {
  return 1 / (1 + dSae / dIn / 2)
}

/**
 * A dictionary before training: Kaiming-uniform decoder directions made unit length, the encoder their
 * transpose times `encoderScale`, b_enc 0, b_dec as given (the geometric median of the data).
 */
export function initialDictionary(
  dIn: number,
  dSae: number,
  b_dec: Float32Array,
  seed: number,
): Record<'W_enc' | 'b_enc' | 'W_dec' | 'b_dec', Tensor> {
  const W_dec = uniforms(seed, 'init W_dec', dSae * dIn, Math.sqrt(6 / dIn))
  const W_enc = new Float32Array(dIn * dSae)
  const scale = encoderScale(dIn, dSae)
  for (let f = 0; f < dSae; f++) {
    let squared = 0
    for (let i = 0; i < dIn; i++) squared += W_dec[f * dIn + i] ** 2
    const norm = Math.sqrt(squared)
    for (let i = 0; i < dIn; i++) {
      W_dec[f * dIn + i] /= norm
      W_enc[i * dSae + f] = W_dec[f * dIn + i] * scale
    }
  }
  return {
    W_enc: { data: W_enc, dims: [dIn, dSae] },
    b_enc: { data: new Float32Array(dSae), dims: [dSae] },
    W_dec: { data: W_dec, dims: [dSae, dIn] },
    b_dec: { data: b_dec, dims: [dIn] },
  }
}
