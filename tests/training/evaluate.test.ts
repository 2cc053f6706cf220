import { describe, expect, it } from 'vitest'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { ModelSpec } from '@/lib/domain/model'
import { assembleWeights } from '@/lib/onnx/graphs/parameters'
import { openActivationSource } from '@/lib/services/train/activations'
import { foldScale } from '@/lib/services/train/dictionary-fold'
import { initialDictionary } from '@/lib/services/train/dictionary-init'
import { evaluateDictionary } from '@/lib/services/train/evaluate-dictionary'
import { evaluateModel } from '@/lib/services/train/evaluate-model'
import { initialParameters } from '@/lib/services/train/init'
import type { TokenSet } from '@/lib/services/train/token-set'
import { crossEntropy, naiveDecode, naiveEncode, naiveSequence } from '@/lib/tensor'
import { normals } from '@/lib/training/random'

const spec: ModelSpec = {
  architecture: 'gpt2',
  nLayers: 1,
  nHeads: 2,
  dModel: 8,
  dMlp: 12,
  nCtx: 10,
  dVocab: 20,
  activation: 'relu',
  layerNormEps: 1e-5,
  tiedHead: false,
  bosTokenId: 19,
  eosTokenId: 19,
}
const parameters = initialParameters(spec, 5)
parameters.W_E.data.set(normals(2, 'E', parameters.W_E.data.length, 1))
const weights = assembleWeights(spec, (name) => parameters[name])
const HOOK = 'blocks.0.mlp.hook_post'

const lengths = [9, 9, 4, 7, 9]
const starts = lengths.map((_, i) => lengths.slice(0, i).reduce((a, b) => a + b, 0))
const ids = Uint16Array.from({ length: 38 }, (_, i) => (i * 7 + (i >> 2)) % 19)
const set: TokenSet = {
  ids,
  starts: Int32Array.from(starts),
  lengths: Int32Array.from(lengths),
  continues: Uint8Array.of(1, 0, 0, 0, 0),
  units: Int32Array.of(0, 0, 1, 1, 0),
  unitNames: ['left', 'right'],
  documents: 3,
}
const sequences = lengths.map((length, i) => [
  spec.bosTokenId,
  ...ids.subarray(starts[i], starts[i] + length),
])

/** Losses of predicting tokens 1 … n of a sequence, with the hook's content rows put through `replace`. */
function naiveLosses(sequence: number[], replace: (row: Float64Array) => ArrayLike<number>): number[] {
  const { logits } = naiveSequence(spec, weights, sequence, (hook, value) => {
    if (hook !== HOOK) return value
    const data = Float64Array.from(value.data)
    for (let row = 1; row < sequence.length; row++)
      data.set(replace(data.slice(row * spec.dMlp, (row + 1) * spec.dMlp)), row * spec.dMlp)
    return { data, dims: value.dims }
  })
  const n = sequence.length - 1
  const rows = { data: logits.data.subarray(0, n * spec.dVocab), dims: [n, spec.dVocab] }
  return Array.from(crossEntropy(rows, sequence.slice(1)).data)
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

describe('evaluateModel', () => {
  it('averages the naive losses of every predicted token, in all and by unit', async () => {
    const metrics = await evaluateModel(spec, weights, set, { threads: 1 })
    const losses = sequences.map((sequence) => naiveLosses(sequence, (row) => row))
    expect(metrics.tokens).toBe(38)
    expect(metrics.ce).toBeCloseTo(mean(losses.flat()), 5)
    expect(metrics.units.map(({ unit, tokens }) => [unit, tokens])).toEqual([
      ['left', 27],
      ['right', 11],
    ])
    expect(metrics.units[1].ce).toBeCloseTo(mean([...losses[2], ...losses[3]]), 5)
  })
})

describe('openActivationSource', () => {
  it('gives the hook at content positions in window order', async () => {
    const source = await openActivationSource(spec, weights, HOOK, set, spec.nCtx, 1)
    const out = new Float32Array(20 * spec.dMlp)
    expect(await source.fill([2, 1], out)).toBe(13)
    const expected = [2, 1].flatMap((w) => [
      ...naiveSequence(spec, weights, sequences[w]).hooks[HOOK].data.subarray(spec.dMlp),
    ])
    expected.forEach((value, i) => {
      expect(out[i]).toBeCloseTo(value, 4)
    })
    await source.release()
  })
})

describe('evaluateDictionary', () => {
  const dSae = 15
  const dictionarySpec: DictionarySpec = {
    kind: 'standard',
    hook: HOOK,
    dIn: spec.dMlp,
    dSae,
    prependBos: true,
    contextSize: spec.nCtx,
    applyBDecToInput: true,
  }

  it('equals the definitions, computed naively', async () => {
    const trained = initialDictionary(spec.dMlp, dSae, normals(1, 'b', spec.dMlp, 0.3), 3)
    trained.b_enc.data.set(normals(4, 'e', dSae, 0.3))
    const dictionary = foldScale(trained, 1.5)
    const metrics = await evaluateDictionary(
      { spec, weights },
      { spec: dictionarySpec, weights: dictionary },
      set,
      { threads: 1 },
    )
    const rows: number[][] = []
    const errors: number[] = []
    const active: number[] = []
    const firings = new Array<number>(dSae).fill(0)
    const reconstruct = (row: Float64Array) => {
      const x = { data: row, dims: [1, spec.dMlp] }
      return naiveDecode(dictionary, naiveEncode(dictionary, x, true)).data
    }
    for (const sequence of sequences) {
      const { data } = naiveSequence(spec, weights, sequence).hooks[HOOK]
      for (let t = 1; t < sequence.length; t++) {
        const row = Float64Array.from(data.subarray(t * spec.dMlp, (t + 1) * spec.dMlp))
        const xHat = reconstruct(row)
        rows.push([...row])
        errors.push(row.reduce((sum, value, i) => sum + (value - xHat[i]) ** 2, 0))
        const acts = naiveEncode(dictionary, { data: row, dims: [1, spec.dMlp] }, true).data
        acts.forEach((value, f) => {
          if (value > 0) firings[f]++
        })
        active.push(acts.filter((value) => value > 0).length)
      }
    }
    const centre = rows[0].map((_, i) => mean(rows.map((row) => row[i])))
    const variance = rows.flatMap((row) => row.map((value, i) => (value - centre[i]) ** 2))
    const base = mean(sequences.flatMap((s) => naiveLosses(s, (row) => row)))
    const sae = mean(sequences.flatMap((s) => naiveLosses(s, reconstruct)))
    const zero = mean(sequences.flatMap((s) => naiveLosses(s, (row) => row.map(() => 0))))
    expect(metrics.heldOutTokens).toBe(38)
    expect(metrics.predictedTokens).toBe(38)
    expect(metrics.l0).toBeCloseTo(mean(active), 10)
    expect([...metrics.firings]).toEqual(firings)
    expect(metrics.deadFraction).toBe(firings.filter((count) => count === 0).length / dSae)
    expect(metrics.ceBase).toBeCloseTo(base, 5)
    expect(metrics.ceSae).toBeCloseTo(sae, 5)
    expect(metrics.ceZero).toBeCloseTo(zero, 5)
    expect(metrics.ceRecovered).toBeCloseTo((zero - sae) / (zero - base), 3)
    const explained = 1 - errors.reduce((a, b) => a + b, 0) / variance.reduce((a, b) => a + b, 0)
    expect(metrics.explainedVariance).toBeCloseTo(explained, 5)
  })
})
