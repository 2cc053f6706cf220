import { describe, expect, it } from 'vitest'
import { normals } from '@/lib/training/random'
import { drawByLossSquared, type ResampleState, resampleFeatures } from '@/lib/training/resample'

const dIn = 3
const dSae = 4

function state(): ResampleState {
  const moments = () => ({
    W_enc: normals(2, 'a', dIn * dSae, 1),
    b_enc: normals(2, 'b', dSae, 1),
    W_dec: normals(2, 'c', dIn * dSae, 1),
  })
  return {
    dIn,
    dSae,
    W_enc: normals(1, 'W_enc', dIn * dSae, 1),
    b_enc: normals(1, 'b_enc', dSae, 1),
    W_dec: normals(1, 'W_dec', dIn * dSae, 1),
    b_dec: normals(1, 'b_dec', dIn, 1),
    moments: [moments(), moments()],
  }
}

const column = (matrix: Float32Array, f: number) => [0, 1, 2].map((i) => matrix[i * dSae + f])
const row = (matrix: Float32Array, f: number) => [...matrix.slice(f * dIn, f * dIn + dIn)]

describe('resampleFeatures', () => {
  it('sets the dead features by the rule and leaves the live ones untouched', () => {
    const before = state()
    const after = state()
    const inputs = normals(4, 'inputs', 2 * dIn, 2)
    resampleFeatures(after, [1, 3], inputs)
    const liveNorm = [0, 2].reduce((sum, f) => sum + Math.hypot(...column(before.W_enc, f)), 0) / 2
    for (const [at, f] of [1, 3].entries()) {
      const centred = [0, 1, 2].map((i) => inputs[at * dIn + i] - before.b_dec[i])
      const norm = Math.hypot(...centred)
      for (let i = 0; i < dIn; i++) {
        expect(row(after.W_dec, f)[i]).toBeCloseTo(centred[i] / norm, 6)
        expect(column(after.W_enc, f)[i]).toBeCloseTo((0.2 * liveNorm * centred[i]) / norm, 6)
      }
      expect(after.b_enc[f]).toBe(0)
      for (const moment of after.moments) {
        expect(row(moment.W_dec, f)).toEqual([0, 0, 0])
        expect(column(moment.W_enc, f)).toEqual([0, 0, 0])
        expect(moment.b_enc[f]).toBe(0)
      }
    }
    for (const f of [0, 2]) {
      expect(row(after.W_dec, f)).toEqual(row(before.W_dec, f))
      expect(column(after.W_enc, f)).toEqual(column(before.W_enc, f))
      expect(after.b_enc[f]).toBe(before.b_enc[f])
      expect(column(after.moments[1].W_enc, f)).toEqual(column(before.moments[1].W_enc, f))
    }
    expect(after.b_dec).toEqual(before.b_dec)
  })

  it('leaves a feature alone when its input equals b_dec', () => {
    const before = state()
    const after = state()
    resampleFeatures(after, [2], Float32Array.from(before.b_dec))
    expect(after.W_dec).toEqual(before.W_dec)
    expect(after.W_enc).toEqual(before.W_enc)
  })
})

describe('drawByLossSquared', () => {
  it('draws with probability ∝ loss²', () => {
    const losses = Float32Array.of(0, 1, 2, 3)
    const counts = [0, 0, 0, 0]
    for (const index of drawByLossSquared(losses, 28_000, 5, 77)) counts[index]++
    expect(counts[0]).toBe(0)
    ;[1, 4, 9].forEach((weight, i) => {
      const expected = (28_000 * weight) / 14
      expect(Math.abs(counts[i + 1] - expected)).toBeLessThan(4 * Math.sqrt(expected))
    })
  })

  it('is repeatable and depends on the step', () => {
    const losses = normals(1, 'losses', 500, 1)
    expect(drawByLossSquared(losses, 20, 1, 2)).toEqual(drawByLossSquared(losses, 20, 1, 2))
    expect(drawByLossSquared(losses, 20, 1, 2)).not.toEqual(drawByLossSquared(losses, 20, 1, 3))
  })

  it('draws uniformly when every loss is zero', () => {
    expect(new Set(drawByLossSquared(new Float32Array(10), 200, 1, 1)).size).toBeGreaterThan(8)
  })
})
