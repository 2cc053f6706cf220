import { describe, expect, it } from 'vitest'
import {
  causalAttention,
  crossEntropy,
  erf,
  gelu,
  geluNew,
  layerNorm,
  matmul,
  minus,
  type NdArray,
  plus,
  relu,
  softmax,
  transpose2d,
} from '@/lib/tensor'

const array = (values: number[], dims = [values.length]): NdArray => ({
  data: Float64Array.from(values),
  dims,
})

describe('the reference maths against values worked out elsewhere', () => {
  it('erf (Abramowitz & Stegun, table 7.1)', () => {
    const table = [
      [0, 0],
      [0.5, 0.5204998778],
      [1, 0.8427007929],
      [2, 0.995322265],
      [2.4, 0.9993114861],
      [2.6, 0.9997639656],
      [3, 0.9999779095],
    ]
    for (const [x, y] of table) {
      expect(erf(x)).toBeCloseTo(y, 10)
      expect(erf(-x)).toBeCloseTo(-y, 10)
    }
    expect(erf(2.5 + 1e-12)).toBeCloseTo(erf(2.5 - 1e-12), 11)
  })

  it('gelu, gelu_new, relu', () => {
    expect(gelu(array([1])).data[0]).toBeCloseTo(0.8413447461, 9)
    expect(geluNew(array([1])).data[0]).toBeCloseTo(0.8411919906, 9)
    expect([...relu(array([-2, 3])).data]).toEqual([0, 3])
  })

  it('matrix product, transpose, sums', () => {
    const a = array([1, 2, 3, 4, 5, 6], [2, 3])
    const b = array([1, 0, 0, 1, 1, 1], [3, 2])
    expect([...matmul(a, b).data]).toEqual([4, 5, 10, 11])
    expect([...transpose2d(a).data]).toEqual([1, 4, 2, 5, 3, 6])
    expect([...plus(a, array([1, 0, 0])).data]).toEqual([2, 2, 3, 5, 5, 6])
    expect([...minus(a, array([1, 0, 0])).data]).toEqual([0, 2, 3, 3, 5, 6])
    expect(() => matmul(a, a)).toThrow(/matmul \[2,3\] · \[2,3\]/)
  })

  it('softmax and cross-entropy', () => {
    const p = softmax(array([0, Math.log(3)], [1, 2]))
    expect(p.data[0]).toBeCloseTo(0.25, 12)
    expect(p.data[1]).toBeCloseTo(0.75, 12)
    expect(crossEntropy(array([0, Math.log(3)], [1, 2]), [0]).data[0]).toBeCloseTo(Math.log(4), 12)
    expect(crossEntropy(array([1e4, 0], [1, 2]), [1]).data[0]).toBeCloseTo(1e4, 6)
  })

  it('layer norm', () => {
    const y = layerNorm(array([1, 3], [1, 2]), array([2, 2]), array([1, 1]), 0)
    expect([...y.data]).toEqual([-1, 3])
  })

  it('causal attention: the first token sees itself, equal scores average', () => {
    const flat = array([0, 0, 0, 0], [2, 2])
    const v = array([2, 4, 6, 8], [2, 2])
    expect([...causalAttention(flat, flat, v, 1).data]).toEqual([2, 4, 4, 6])
    // One head per column: the second query of head 0 looks only at the second key.
    const q = array([0, 0, 100, 0], [2, 2])
    const k = array([0, 0, 100, 0], [2, 2])
    const z = causalAttention(q, k, v, 2).data
    expect(z[2]).toBeCloseTo(6, 12)
    expect(z[3]).toBeCloseTo(6, 12)
  })
})
