import { expect, test } from 'vitest'
import { cosineMetrics } from '@/lib/analysis/density-metrics'
import { qualityMetrics } from '@/lib/analysis/metrics'
import { measureDictionary } from '@/lib/compute/evaluate/quality'
import { evaluateSequences } from '@/lib/compute/evaluate/run'
import { textSample } from '@/lib/compute/evaluate/sample'
import type { Document } from '@/lib/domain/corpus'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { naiveQuality } from '@/lib/tensor'
import type { Tokenizer } from '@/lib/tokens/tokenizer'
import { randomDictionary, randomWeights, tinySpec } from '@/tests/onnx/support'
import { uniform } from '@/tests/support/random'

const BOS = 0
const EOT = 16
const D_SAE = 24

function subject(hook: string, seed: number) {
  const spec = tinySpec({ nLayers: 2, bosTokenId: BOS, eosTokenId: EOT })
  const weights = randomWeights(spec, seed)
  const dIn = hook.includes('.mlp.') ? spec.dMlp : spec.dModel
  const dictionarySpec: DictionarySpec = {
    kind: 'standard',
    hook,
    dIn,
    dSae: D_SAE,
    prependBos: true,
    contextSize: spec.nCtx,
    applyBDecToInput: seed % 2 === 1,
  }
  const special = new Uint8Array(spec.dVocab)
  special[BOS] = 1
  special[EOT] = 1
  const draw = uniform(seed + 7)
  const sequences = [7, 5, 8, 8, 3, 8].map((length, s) =>
    Int32Array.from({ length }, (_, t) => {
      if (t === 0) return BOS
      return s === 2 && t === 4 ? EOT : 1 + Math.floor(draw() * (spec.dVocab - 2))
    }),
  )
  const model = { spec, weights }
  const dictionary = { spec: dictionarySpec, weights: randomDictionary(dIn, D_SAE, seed + 1) }
  return { model, dictionary, special, sequences }
}

const HOOKS = [
  'blocks.1.mlp.hook_post',
  'blocks.0.mlp.hook_post',
  'blocks.1.hook_resid_pre',
  'blocks.0.hook_mlp_out',
  'blocks.1.hook_attn_out',
  'ln_final.hook_normalized',
]

test.each(HOOKS.map((hook, i) => [hook, 3 + i] as const))(
  'every metric at %s is that of the naive maths',
  async (hook, seed) => {
    const { model, dictionary, special, sequences } = subject(hook, seed)
    const sums = await evaluateSequences(model, dictionary, sequences, { special, threads: 1 })
    const expected = naiveQuality(model.spec, model.weights, dictionary.weights, {
      hook,
      applyBDecToInput: dictionary.spec.applyBDecToInput,
      sequences: sequences.map((ids) => Array.from(ids)),
      isSpecial: (id) => special[id] === 1,
    })
    expect(sums.tokens).toBe(expected.tokens)
    expect(sums.predictions).toBe(expected.predictions)
    expect(Array.from(sums.firings)).toEqual(expected.firings)
    const metrics = qualityMetrics(sums)
    expect(Object.keys(metrics).sort()).toEqual(Object.keys(expected.metrics).sort())
    for (const [name, value] of Object.entries(expected.metrics)) {
      const found = metrics[name as keyof typeof metrics]
      // If an ablation happens not to increase the loss, a recovered share is undefined.
      const undefinedShare =
        (name === 'ceRecovered' && expected.metrics.ceZero <= expected.metrics.ceBase) ||
        (name === 'ceRecoveredMean' && expected.metrics.ceMean <= expected.metrics.ceBase)
      if (undefinedShare) expect(found, name).toBeNull()
      else
        expect(Math.abs((found ?? Number.NaN) - value), name).toBeLessThan(
          2e-4 * Math.max(1, Math.abs(value)),
        )
    }
  },
)

test('a repeat gives the same bits', async () => {
  const { model, dictionary, special, sequences } = subject('blocks.0.mlp.hook_post', 5)
  const options = { special, threads: 1 }
  const first = await evaluateSequences(model, dictionary, sequences, options)
  const again = await evaluateSequences(model, dictionary, sequences, options)
  expect(again).toEqual(first)
})

test('the neuron basis at a ReLU reconstructs its hook', async () => {
  const { model, dictionary, special, sequences } = subject('blocks.1.mlp.hook_post', 4)
  const { dMlp } = model.spec
  const neurons = {
    spec: { ...dictionary.spec, kind: 'neurons' as const, dSae: dMlp, applyBDecToInput: false },
    weights: { kind: 'neurons' as const },
  }
  const sample = { measuredOn: 'held-out' as const, sequences, documents: 6, packages: 2 }
  const metrics = await measureDictionary(model, neurons, sample, { special, threads: 1 })
  expect(metrics.ceSae).toBe(metrics.ceBase)
  expect(metrics).toMatchObject({
    klSae: 0,
    explainedVariance: 1,
    mse: 0,
    measuredOn: 'held-out',
    measuredDocuments: 6,
    measuredPackages: 2,
    heldOutTokens: metrics.measuredTokens,
  })
  expect(metrics.encoderDecoderCosine).toEqual(cosineMetrics(new Array(dMlp).fill(1)))
})

test('refuses a dictionary of another width', async () => {
  const { model, dictionary, special, sequences } = subject('blocks.1.mlp.hook_post', 4)
  const wrong = { ...dictionary, spec: { ...dictionary.spec, hook: 'blocks.1.hook_resid_pre' } }
  await expect(evaluateSequences(model, wrong, sequences, { special, threads: 1 })).rejects.toThrow(
    'blocks.1.hook_resid_pre is 8 wide, the dictionary reads 12',
  )
})

test('a sample has the windows of its documents and their number', () => {
  const tokenizer = { encode: (text: string) => Int32Array.from(text, (c) => c.charCodeAt(0)) } as Tokenizer
  const document = (name: string, unit: string, text: string): Document => ({
    name,
    unit,
    text,
    kind: 'text',
  })
  const documents = [
    document('a', 'left', 'x'.repeat(25)),
    document('b', 'left', 'tiny'),
    document('c', 'right', 'y'.repeat(12)),
  ]
  const sample = textSample(documents, tokenizer, {
    measuredOn: 'held-out',
    ...{ contextSize: 13, prependBos: true, bosTokenId: 1 },
  })
  expect(sample.sequences.map((ids) => [ids.length, ids[0], ids[1]])).toEqual([
    [13, 1, 120],
    [13, 1, 120],
    [13, 1, 121],
  ])
  expect(sample).toMatchObject({ documents: 2, packages: 2 })
  const bare = textSample(documents, tokenizer, {
    measuredOn: 'all',
    ...{ contextSize: 12, prependBos: false, bosTokenId: 1 },
  })
  expect(bare.sequences.map((ids) => ids[0])).toEqual([120, 120, 121])
  const two = textSample(documents, tokenizer, {
    measuredOn: 'all',
    ...{ contextSize: 12, prependBos: false, bosTokenId: 1, most: { sequences: 2, seed: 5 } },
  })
  expect(two.sequences).toHaveLength(2)
  for (const ids of two.sequences) expect(bare.sequences).toContainEqual(ids)
})
