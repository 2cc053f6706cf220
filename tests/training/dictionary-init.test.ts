import { describe, expect, it } from 'vitest'
import { naiveDecode, naiveEncode } from '@/lib/tensor'
import { encoderScale, initialDictionary } from '@/lib/train/dictionary-init'
import { normals } from '@/lib/training/random'

const dIn = 32
const batch = 64

/** Measures a fresh dictionary on random rows, with its encoder and b_enc times `factor`. */
function outcome(dSae: number, factor: number) {
  const { W_enc, b_enc, ...rest } = initialDictionary(dIn, dSae, new Float32Array(dIn), 3)
  const times = ({ data, dims }: typeof W_enc) => ({ dims, data: data.map((value) => value * factor) })
  const weights = { kind: 'standard', W_enc: times(W_enc), b_enc: times(b_enc), ...rest } as const
  const x = { data: normals(5, 'x', batch * dIn, 1), dims: [batch, dIn] }
  const acts = naiveEncode(weights, x, true)
  const xHat = naiveDecode(weights, acts)
  const squares = (values: ArrayLike<number>) =>
    Array.from(values, (value) => value ** 2).reduce((a, b) => a + b, 0)
  return {
    active: Array.from(acts.data).filter((f) => f > 0).length / acts.data.length,
    lost: squares(Array.from(xHat.data, (value, i) => value - x.data[i])) / squares(x.data),
  }
}

describe.each([64, 256, 512])('a fresh dictionary of %d features', (dSae) => {
  it('has a tenth of its features active on random inputs', () => {
    expect(outcome(dSae, 1).active).toBeGreaterThan(0.085)
    expect(outcome(dSae, 1).active).toBeLessThan(0.115)
  })

  it('reconstructs them as well as its scale allows', () => {
    const { lost } = outcome(dSae, 1)
    const expected = 1 - (encoderScale(dIn, dSae) * 0.1 * dSae) / dIn
    expect(lost / expected).toBeGreaterThan(0.85)
    expect(lost / expected).toBeLessThan(1.35) // the norms of so few dimensions vary, the threshold does not
    expect(lost).toBeLessThan(outcome(dSae, 1.5).lost)
    expect(lost).toBeLessThan(outcome(dSae, 0.67).lost)
  })
})

it('starts topk at the transpose itself, with no bias', () => {
  const { W_enc, b_enc, W_dec } = initialDictionary(4, 8, new Float32Array(4), 3, 'topk')
  for (let f = 0; f < 8; f++)
    for (let i = 0; i < 4; i++) expect(W_enc.data[i * 8 + f]).toBe(W_dec.data[f * 4 + i])
  expect([...b_enc.data]).toEqual(new Array(8).fill(0))
})
