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

  it('gives the same indices as int32 when asked', async () => {
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
