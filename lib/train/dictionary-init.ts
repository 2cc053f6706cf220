import type { LearnedSpec } from '@/lib/domain/dictionary'
import type { Tensor } from '@/lib/domain/model'
import { uniforms } from '@/lib/training/random'

/**
 * Share of random inputs on which a feature is active at the start, the normal quantile t with that share above it,
 * and the second moment of the values above it, E[max(0, z − t)²].
 */
const START = { share: 0.1, quantile: 1.2816, excess: 0.039331 } as const

/**
 * Returns the scale s of an encoder that starts as the transpose of a decoder with random unit rows, b_enc at −t·s.
 * With r = d_sae/d_in, x̂ = Σ max(0, s·(x·d − t))·d is s·r·share·x plus noise of s²·r·E[max(0, z − t)²] times ‖x‖²;
 * this s minimises the error. At scale 1 with b_enc 0 the reconstruction would start r/2 times too long, with half of
 * all features active on every row.
 */
export function encoderScale(dIn: number, dSae: number): number {
  return START.share / (START.share ** 2 * (dSae / dIn) + START.excess)
}

/**
 * Returns a dictionary before training: Kaiming-uniform decoder directions of unit length, and the given b_dec (the
 * geometric median of the data). The encoder is their transpose. For standard it is multiplied by `encoderScale` with
 * b_enc below 0; for topk it is unscaled with b_enc 0, because its few active features hardly overlap.
 */
export function initialDictionary(
  dIn: number,
  dSae: number,
  b_dec: Float32Array,
  seed: number,
  kind: LearnedSpec['kind'] = 'standard',
): Record<'W_enc' | 'b_enc' | 'W_dec' | 'b_dec', Tensor> {
  const W_dec = uniforms(seed, 'init W_dec', dSae * dIn, Math.sqrt(6 / dIn))
  const W_enc = new Float32Array(dIn * dSae)
  const scale = kind === 'topk' ? 1 : encoderScale(dIn, dSae)
  for (let f = 0; f < dSae; f++) {
    let squared = 0
    for (let i = 0; i < dIn; i++) squared += W_dec[f * dIn + i] ** 2
    const norm = Math.sqrt(squared)
    for (let i = 0; i < dIn; i++) {
      W_dec[f * dIn + i] /= norm
      W_enc[i * dSae + f] = W_dec[f * dIn + i] * scale
    }
  }
  const bias = kind === 'topk' ? 0 : -START.quantile * scale
  return {
    W_enc: { data: W_enc, dims: [dIn, dSae] },
    b_enc: { data: new Float32Array(dSae).fill(bias), dims: [dSae] },
    W_dec: { data: W_dec, dims: [dSae, dIn] },
    b_dec: { data: b_dec, dims: [dIn] },
  }
}
