import { describe, expect, it } from 'vitest'
import { hash32 } from '@/lib/analysis/hash'
import { drawIntervals } from '@/lib/analysis/interval-sample'
import { mergeBlock } from '@/lib/analysis/merge-block'
import { accumulate, createSummary, serialise } from '@/lib/analysis/summary'
import { inInterval } from '@/lib/domain/example'

/** Summarises one feature with the given activations, one per position, 100 positions per sequence. */
function summaryOf(activations: readonly number[]) {
  const stride = 100
  const rows = Math.ceil(activations.length / stride)
  const summary = createSummary({
    dSae: 1,
    dVocab: 2,
    seed: 4,
    special: new Uint8Array(2),
    keptFirings: 1000,
  })
  accumulate(summary, {
    sequences: Array.from({ length: rows }, (_, row) => row),
    lengths: new Array<number>(rows).fill(stride),
    tokenIds: new Int32Array(rows * stride).fill(1),
    stride,
    offsets: [...activations.keys()],
    features: new Array<number>(activations.length).fill(0),
    values: Float32Array.from(activations),
  })
  const { store } = mergeBlock(serialise(summary))
  return drawIntervals(store.samples, 0, store.maxima[0], store.octaves[0])
}

const hashAt = (index: number) => hash32(4, 0, Math.floor(index / 100), index % 100)
const spread = (count: number, value: (u: number, i: number) => number) =>
  Array.from({ length: count }, (_, i) => value(hash32(8, i, 0, 0) / 2 ** 32, i))

describe('interval samples', () => {
  it('are uniform on smooth distributions, with 5 examples wherever 5 firings exist', () => {
    const shapes = [
      (u: number) => u + 1e-6,
      (u: number) => -Math.log(1 - u) + 1e-6,
      (u: number) => u ** 4 * 1000 + 1e-6,
      (u: number) => 2 ** (u * 20 - 10),
    ]
    let hidden = 0
    for (const shape of shapes) {
      const values = spread(5000, shape).map(Math.fround)
      const max = Math.max(...values)
      for (const { interval, examples, uniform } of summaryOf(values)) {
        const inside = [...values.keys()].filter((i) => inInterval(values[i], max, interval))
        expect(examples).toHaveLength(Math.min(5, inside.length))
        if (!uniform) {
          hidden++
          continue
        }
        const smallest = inside.sort((a, b) => hashAt(a) - hashAt(b)).slice(0, 5)
        const drawn = examples.map(({ sequence, position }) => sequence * 100 + position)
        expect(drawn.sort((a, b) => a - b)).toEqual(smallest.sort((a, b) => a - b))
      }
    }
    expect(hidden).toBeLessThanOrEqual(1)
  })

  it('are not marked uniform when many firings just outside the border hide firings inside', () => {
    const crowd = spread(4000, () => Math.fround(10.4))
    const values = [...crowd, 11.5, ...spread(3, (_, i) => Math.fround(10.46 + i / 1000))]
    const [first] = summaryOf(values)
    const inside = values.filter((value) => value > 10.45)
    expect(first.examples.length).toBeLessThan(inside.length)
    expect(first.uniform).toBe(false)
    for (const { activation } of first.examples) expect(activation).toBeGreaterThan(10.45)
  })

  it('put every activation in exactly one interval, with the lower border left out', () => {
    for (const max of [1, 11, 0.3, 1e-30, 65000].map(Math.fround))
      for (const value of spread(200, (u) => Math.fround(u * max)).concat(max)) {
        const found = Array.from({ length: 11 }, (_, k) => inInterval(value, max, k)).filter(Boolean)
        expect(found).toHaveLength(value > 0 ? 1 : 0)
      }
    expect(inInterval(10, 11, 0)).toBe(false)
    expect(inInterval(10, 11, 1)).toBe(true)
  })
})
