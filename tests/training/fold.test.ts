import { describe, expect, it } from 'vitest'
import { foldScale } from '@/lib/train/dictionary-fold'
import { encoderScale, initialDictionary } from '@/lib/train/dictionary-init'
import { normals } from '@/lib/training/random'

const dIn = 5
const dSae = 8
type Weights = ReturnType<typeof initialDictionary>

/** Computes x̂ and f by the definition, in float64. */
function reconstruct(w: Pick<Weights, 'W_enc' | 'b_enc' | 'W_dec' | 'b_dec'>, x: number[]) {
  const f = Array.from({ length: dSae }, (_, j) => {
    let sum = w.b_enc.data[j]
    for (let i = 0; i < dIn; i++) sum += (x[i] - w.b_dec.data[i]) * w.W_enc.data[i * dSae + j]
    return Math.max(0, sum)
  })
  const xHat = Array.from({ length: dIn }, (_, i) => {
    let sum = w.b_dec.data[i]
    for (let j = 0; j < dSae; j++) sum += f[j] * w.W_dec.data[j * dIn + i]
    return sum
  })
  return { f, xHat }
}

describe('initialDictionary', () => {
  it('has unit decoder vectors, the encoder their transpose scaled, b_dec as given', () => {
    const b_dec = normals(1, 'b', dIn, 1)
    const w = initialDictionary(dIn, dSae, b_dec, 3)
    for (let f = 0; f < dSae; f++) {
      const vector = [...w.W_dec.data.slice(f * dIn, (f + 1) * dIn)]
      expect(Math.hypot(...vector)).toBeCloseTo(1, 6)
      const scaled = vector.map((value) => Math.fround(value * encoderScale(dIn, dSae)))
      expect(scaled).toEqual(vector.map((_, i) => w.W_enc.data[i * dSae + f]))
    }
    expect(w.b_dec.data).toBe(b_dec)
    expect(initialDictionary(dIn, dSae, b_dec, 4).W_dec).not.toEqual(w.W_dec)
  })
})

describe('foldScale', () => {
  it('does to x what the trained weights do to s·x, divided by s', () => {
    const scale = 3.7
    const trained = initialDictionary(dIn, dSae, normals(1, 'b_dec', dIn, 1), 3)
    trained.b_enc.data.set(normals(2, 'b_enc', dSae, 1))
    const folded = foldScale({ kind: 'standard', ...trained }, scale)
    const x = [...normals(5, 'x', dIn, 1)]
    const inner = reconstruct(
      trained,
      x.map((value) => value * scale),
    )
    const outer = reconstruct(folded, x)
    expect(inner.f.some((value) => value > 0)).toBe(true)
    outer.f.forEach((value, j) => {
      expect(value).toBeCloseTo(inner.f[j] / scale, 5)
    })
    outer.xHat.forEach((value, i) => {
      expect(value).toBeCloseTo(inner.xHat[i] / scale, 5)
    })
  })
})
