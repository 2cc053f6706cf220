import { expect, it } from 'vitest'
import { encoderScale, initialDictionary } from '@/lib/services/train/dictionary-init'
import { naiveDecode, naiveEncode } from '@/lib/tensor'
import { normals } from '@/lib/training/random'

const [dIn, batch] = [32, 64]

/** Share of ‖x‖² that is lost when the encoder has `factor` times its initial scale. */
function lostShare(dSae: number, factor: number): number {
  const { W_enc, ...rest } = initialDictionary(dIn, dSae, new Float32Array(dIn), 3)
  const scaled = { ...W_enc, data: W_enc.data.map((value) => value * factor) }
  const weights = { kind: 'standard', W_enc: scaled, ...rest } as const
  const x = { data: normals(5, 'x', batch * dIn, 1), dims: [batch, dIn] }
  const xHat = naiveDecode(weights, naiveEncode(weights, x, true))
  const squares = (values: ArrayLike<number>) =>
    Array.from(values, (value) => value ** 2).reduce((a, b) => a + b, 0)
  return squares(Array.from(xHat.data, (value, i) => value - x.data[i])) / squares(x.data)
}

it.each([32, 128, 512])('reconstructs random inputs as well as its scale allows, %d features', (dSae) => {
  const lost = lostShare(dSae, 1)
  expect(lost).toBeLessThan(1.15 * encoderScale(dIn, dSae))
  expect(lost).toBeGreaterThan(0.85 * encoderScale(dIn, dSae))
  expect(lost).toBeLessThan(lostShare(dSae, 1.5))
  expect(lost).toBeLessThan(lostShare(dSae, 0.67))
})
