import { describe, expect, it } from 'vitest'
import type { ModelSpec } from '@/lib/domain/model'
import { assembleWeights } from '@/lib/onnx/graphs/parameters'
import { crossEntropy, naiveSequence } from '@/lib/tensor'
import { openActivationSource } from '@/lib/train/activations'
import { evaluateModel } from '@/lib/train/evaluate-model'
import { initialParameters } from '@/lib/train/init'
import type { TokenSet } from '@/lib/train/token-set'
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

/** Returns the losses of predicting tokens 1 … n of a sequence. */
function naiveLosses(sequence: number[]): number[] {
  const { logits } = naiveSequence(spec, weights, sequence)
  const n = sequence.length - 1
  const rows = { data: logits.data.subarray(0, n * spec.dVocab), dims: [n, spec.dVocab] }
  return Array.from(crossEntropy(rows, sequence.slice(1)).data)
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

describe('evaluateModel', () => {
  it('averages the naive losses of every predicted token, in total and by unit', async () => {
    const metrics = await evaluateModel(spec, weights, set, { threads: 1 })
    const losses = sequences.map((sequence) => naiveLosses(sequence))
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
