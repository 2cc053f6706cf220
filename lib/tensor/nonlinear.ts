import type { MlpActivation } from '@/lib/domain/model'
import { map, type NdArray } from './array'

/** The error function: its Taylor series near 0 and its continued fraction further out, exact to about 1e-15. */
export function erf(x: number): number {
  const a = Math.abs(x)
  if (a > 6) return Math.sign(x)
  if (a > 2.5) {
    let fraction = a
    for (let k = 60; k >= 1; k--) fraction = a + k / 2 / fraction
    return Math.sign(x) * (1 - Math.exp(-a * a) / (fraction * Math.sqrt(Math.PI)))
  }
  let term = x
  let sum = x
  for (let n = 1; n < 80; n++) {
    term *= (-x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

export function relu(x: NdArray): NdArray {
  return map(x, (value) => Math.max(0, value))
}

/** x·Φ(x), exact. */
export function gelu(x: NdArray): NdArray {
  return map(x, (value) => value * 0.5 * (1 + erf(value / Math.SQRT2)))
}

/** GPT-2's tanh approximation of GELU. */
export function geluNew(x: NdArray): NdArray {
  return map(x, (value) => {
    const inner = Math.sqrt(2 / Math.PI) * (value + 0.044715 * value ** 3)
    return 0.5 * value * (1 + Math.tanh(inner))
  })
}

export function activate(activation: MlpActivation, x: NdArray): NdArray {
  if (activation === 'relu') return relu(x)
  return activation === 'gelu' ? gelu(x) : geluNew(x)
}
