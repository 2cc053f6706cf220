import { describe, expect, it } from 'vitest'
import { decodeGraph, encodeGraph } from '@/lib/onnx/graphs/sae'
import { float32 } from '@/lib/runtime/session'
import { naiveDecode, naiveEncode } from '@/lib/tensor'
import { normal, randomDictionary, relativeError, runModel } from './support'

const weights = randomDictionary(6, 20, 5)
const x = normal(9, [7, 6])

describe('encodeGraph', () => {
  it.each([
    [true, 20],
    [false, 20],
    [true, 48],
    [false, 64],
  ])(
    'matches the naive encoder, dense and sparse (b_dec subtracted: %s, %i features)',
    async (flag, dSae) => {
      const dictionary = randomDictionary(6, dSae, 5)
      dictionary.b_enc.data.forEach((value, i, all) => {
        all[i] = value - 1
      })
      const options = { dIn: 6, applyBDecToInput: flag, sparse: true, dense: true }
      const out = await runModel(encodeGraph(dictionary, options), { x: float32(x.data, [7, 6]) })
      const expected = naiveEncode(dictionary, x, flag)
      expect(relativeError(out.acts.data, expected.data)).toBeLessThan(2e-6)
      const places: number[] = []
      const values: number[] = []
      out.acts.data.forEach((value, i) => {
        if (Number(value) > 0) {
          places.push(Math.floor(i / dSae), i % dSae)
          values.push(Number(value))
        }
      })
      expect(values.length).toBeGreaterThan(10)
      expect(Array.from(out.indices.data, Number)).toEqual(places)
      expect(Array.from(out.values.data, Number)).toEqual(values)
      expect(out.indices.dims).toEqual([values.length, 2])
    },
  )

  it('rectifies for the neuron basis', async () => {
    const options = { dIn: 6, applyBDecToInput: false, sparse: false }
    const out = await runModel(encodeGraph({ kind: 'neurons' }, options), { x: float32(x.data, [7, 6]) })
    expect(Object.keys(out)).toEqual(['acts'])
    expect(out.acts.data).toEqual(x.data.map((value) => Math.max(0, value)))
  })

  it.each([20, 32])('handles input without any active feature, %i features', async (dSae) => {
    const b_enc = { data: new Float32Array(dSae).fill(-100), dims: [dSae] }
    const silent = { ...randomDictionary(6, dSae, 5), b_enc }
    const options = { dIn: 6, applyBDecToInput: true, sparse: true }
    const out = await runModel(encodeGraph(silent, options), { x: float32(x.data, [7, 6]) })
    expect(out.indices.dims).toEqual([0, 2])
    expect(out.values.data.length).toBe(0)
  })

  it('gives the same indices as int32 if asked', async () => {
    const options = { dIn: 6, applyBDecToInput: true, sparse: true }
    const feeds = { x: float32(x.data, [7, 6]) }
    const wide = await runModel(encodeGraph(weights, options), feeds)
    const narrow = await runModel(encodeGraph(weights, { ...options, indexType: 'int32' }), feeds)
    expect(narrow.indices.type).toBe('int32')
    expect(Array.from(narrow.indices.data, Number)).toEqual(Array.from(wide.indices.data, Number))
  })

  it('names the tensor of a wrong shape', () => {
    expect(() => encodeGraph(weights, { dIn: 5, applyBDecToInput: true, sparse: true })).toThrow(
      /"W_enc" has shape \[6, 20\], the dictionary needs \[5, 20\]/,
    )
  })
})

describe('encodeGraph of topk', () => {
  it.each([
    [20, 1],
    [20, 5],
    [48, 7],
    [64, 64],
  ])('matches the naive encoder, dense and sparse (%i features, k %i)', async (dSae, k) => {
    const dictionary = { ...randomDictionary(6, dSae, 5), kind: 'topk' as const, k }
    const options = { dIn: 6, applyBDecToInput: true, sparse: true, dense: true }
    const out = await runModel(encodeGraph(dictionary, options), { x: float32(x.data, [7, 6]) })
    const expected = naiveEncode(dictionary, x, true)
    expect(relativeError(out.acts.data, expected.data)).toBeLessThan(2e-6)
    const fired: [place: number, value: number][] = []
    Array.from(out.acts.data, Number).forEach((value, place) => {
      if (value > 0) fired.push([place, value])
    })
    expect(fired.length).toBeGreaterThan(3)
    expect(fired.length).toBeLessThanOrEqual(7 * k)
    expect(Array.from(out.values.data, Number)).toEqual(fired.map(([, value]) => value))
    const indices = Array.from(out.indices.data, Number)
    expect(fired.flatMap(([place]) => [Math.floor(place / dSae), place % dSae])).toEqual(indices)
  })

  it.each([1, 3, 17])('keeps the first of equal pre-activations, k %i', async (k) => {
    // Every feature reads the same column, so all are equal; some rows are negative.
    const column = normal(3, [6])
    const dictionary = {
      kind: 'topk' as const,
      k,
      W_enc: {
        data: Float32Array.from({ length: 6 * 64 }, (_, i) => column.data[Math.floor(i / 64)]),
        dims: [6, 64],
      },
      b_enc: { data: new Float32Array(64), dims: [64] },
      W_dec: normal(4, [64, 6]),
      b_dec: { data: new Float32Array(6), dims: [6] },
    }
    const options = { dIn: 6, applyBDecToInput: false, sparse: true, dense: true }
    const out = await runModel(encodeGraph(dictionary, options), { x: float32(x.data, [7, 6]) })
    const dense = Array.from(out.acts.data, Number)
    let positive = 0
    for (let row = 0; row < 7; row++) {
      const fired = dense.slice(row * 64, (row + 1) * 64).flatMap((value, i) => (value > 0 ? [i] : []))
      if (fired.length === 0) continue
      positive++
      expect(fired).toEqual(Array.from({ length: k }, (_, i) => i))
    }
    expect(positive).toBeGreaterThan(0)
    expect(positive).toBeLessThan(7)
    expect(relativeError(out.acts.data, naiveEncode(dictionary, x, false).data)).toBeLessThan(2e-6)
  })

  it('gives nothing for rows without a positive pre-activation', async () => {
    const b_enc = { data: new Float32Array(32).fill(-100), dims: [32] }
    const silent = { ...randomDictionary(6, 32, 5), b_enc, kind: 'topk' as const, k: 4 }
    const options = { dIn: 6, applyBDecToInput: true, sparse: true }
    const out = await runModel(encodeGraph(silent, options), { x: float32(x.data, [7, 6]) })
    expect(out.indices.dims).toEqual([0, 2])
  })

  it('refuses a k that does not fit', () => {
    const options = { dIn: 6, applyBDecToInput: true, sparse: true }
    expect(() => encodeGraph({ ...weights, kind: 'topk', k: 21 }, options)).toThrow('the 21 largest of')
  })
})

describe('decodeGraph', () => {
  it('matches the naive decoder', async () => {
    const acts = naiveEncode(weights, x, true)
    const out = await runModel(decodeGraph(weights, { dIn: 6 }), {
      acts: float32(Float32Array.from(acts.data), [7, 20]),
    })
    expect(relativeError(out.x_hat.data, naiveDecode(weights, acts).data)).toBeLessThan(2e-6)
  })

  it('is the identity for the neuron basis', async () => {
    const out = await runModel(decodeGraph({ kind: 'neurons' }, { dIn: 6 }), {
      acts: float32(x.data, [7, 6]),
    })
    expect(out.x_hat.data).toEqual(x.data)
  })
})
