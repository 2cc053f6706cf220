import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { addNeuronSums, encodeNeuronSums, NEURON_SUMS_BLOCK } from '@/lib/analysis/neuron-sums'
import { correlatedNeurons } from '@/lib/analysis/relate'
import { type CorrelatedFeatures, correlateShards } from '@/lib/compute/correlate'
import { decoderNorms } from '@/lib/compute/decoder'
import type { DictionarySpec, DictionaryWeights } from '@/lib/domain/dictionary'
import { naiveEncode, naiveSequence } from '@/lib/tensor'
import { randomDictionary, randomWeights, tinySpec } from '@/tests/onnx/support'
import { writeTestCorpus } from '@/tests/support/corpus'
import { uniform } from '@/tests/support/random'

const dir = mkdtempSync(path.join(tmpdir(), 'semascope-correlate-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const BOS = 0
const HOOK = 'blocks.0.mlp.hook_post'
const spec = tinySpec({ nLayers: 1, activation: 'relu', bosTokenId: BOS, eosTokenId: BOS })
const special = Uint8Array.from({ length: spec.dVocab }, (_, id) => (id === BOS ? 1 : 0))
const model = { ref: { hash: 'correlate-model', dir: '' }, spec, weights: randomWeights(spec, 4) }

function dictionaryOf(name: string, dSae: number, weights: DictionaryWeights) {
  const shared = { hook: HOOK, dIn: spec.dMlp, dSae, contextSize: spec.nCtx, applyBDecToInput: true }
  const dictionarySpec: DictionarySpec = {
    kind: weights.kind === 'neurons' ? 'neurons' : 'standard',
    prependBos: true,
    ...shared,
  }
  const ref = { hash: `correlate-${name}`, dir: null, spec: dictionarySpec }
  return { ref, spec: dictionarySpec, weights, decoderNorms: decoderNorms(weights, dSae) }
}

const often = randomDictionary(spec.dMlp, 24, 5)
const rare = randomDictionary(spec.dMlp, 600, 6)
/** Fires often enough for a matrix product; so rarely that a loop is quicker, in three blocks of features; neurons. */
const DICTIONARIES = [
  dictionaryOf('often', 24, often),
  dictionaryOf('rare', 600, {
    ...rare,
    b_enc: { ...rare.b_enc, data: rare.b_enc.data.map((bias, i) => (i % 150 === 7 ? bias : bias - 100)) },
  }),
  dictionaryOf('neurons', spec.dMlp, { kind: 'neurons' }),
]

const draw = uniform(3)
const sequences = Array.from({ length: 90 }, () =>
  Int32Array.from({ length: 3 + Math.floor(draw() * 5) }, (_, t) =>
    t === 0 ? BOS : 1 + Math.floor(draw() * (spec.dVocab - 1)),
  ),
)
const SHARDS = [
  { from: 0, to: 41 },
  { from: 41, to: 50 },
  { from: 50, to: 85 },
]
const ANALYSED = 85

type Columns = readonly (readonly number[])[]

/** Activations on all content tokens of the analysed sequences the slow way: neurons, then each dictionary. */
function naiveColumns(): { neurons: Columns; dictionaries: Columns[] } {
  const neurons = Array.from({ length: spec.dMlp }, () => [] as number[])
  const dictionaries = DICTIONARIES.map(({ spec: { dSae } }) =>
    Array.from({ length: dSae }, () => [] as number[]),
  )
  for (const ids of sequences.slice(0, ANALYSED)) {
    const x = naiveSequence(spec, model.weights, Array.from(ids)).hooks[HOOK]
    for (let t = 1; t < ids.length; t++)
      for (let k = 0; k < spec.dMlp; k++) neurons[k].push(Math.max(0, x.data[t * spec.dMlp + k]))
    DICTIONARIES.forEach(({ weights, decoderNorms: norms, spec: { dSae } }, d) => {
      if (weights.kind === 'neurons') return
      const acts = naiveEncode(weights, x, true)
      for (let t = 1; t < ids.length; t++)
        for (let i = 0; i < dSae; i++) dictionaries[d][i].push(acts.data[t * dSae + i] * norms[i])
    })
  }
  dictionaries[2] = neurons
  return { neurons, dictionaries }
}

function slowPearson(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(a), mean(b)]
  const cov = mean(a.map((value, t) => (value - ma) * (b[t] - mb)))
  return cov / Math.sqrt(mean(a.map((v) => (v - ma) ** 2)) * mean(b.map((v) => (v - mb) ** 2)))
}

const whole = (d: number): CorrelatedFeatures => ({
  dictionary: DICTIONARIES[d],
  from: 0,
  count: DICTIONARIES[d].spec.dSae,
  files: SHARDS.map((_, s) => (d === 2 ? null : path.join(dir, `${d}-${s}`))),
})

async function sums(ranges: readonly CorrelatedFeatures[], shards: readonly number[]) {
  const corpus = await writeTestCorpus(path.join(dir, 'test.corpus'), spec, sequences)
  const read = ranges.map((range) => ({ ...range, files: shards.map((s) => range.files[s]) }))
  return correlateShards(model, read, { corpus, shards: shards.map((s) => SHARDS[s]), special, threads: 1 })
}

test('the neurons that correlate most with every feature are those of plain loops over the whole text', async () => {
  const { neurons, dictionaries } = naiveColumns()
  const ranges = DICTIONARIES.map((_, d) => whole(d))
  const groups = [await sums(ranges, [0, 1]), await sums(ranges, [2])]
  for (const [d, { spec: own }] of DICTIONARIES.entries()) {
    const [first, second] = groups.map((group) => encodeNeuronSums(group[d]))
    expect(first).toHaveLength(Math.ceil(own.dSae / NEURON_SUMS_BLOCK))
    let checked = 0
    for (let feature = 0; feature < own.dSae; feature++) {
      const block = Math.floor(feature / NEURON_SUMS_BLOCK)
      const added = addNeuronSums([first[block], second[block]])
      expect(added.tokens).toBe(neurons[0].length)
      const column = dictionaries[d][feature]
      const omit = d === 2 ? feature : -1
      const expected = neurons
        .map((other, neuron) => ({ neuron, pearson: slowPearson(column, other) }))
        .filter(({ neuron, pearson }) => neuron !== omit && !Number.isNaN(pearson))
        .sort((a, b) => b.pearson - a.pearson)
        .slice(0, 3)
      const found = correlatedNeurons(added, feature - block * NEURON_SUMS_BLOCK, 3, omit)
      expect(found.map(({ neuron }) => neuron)).toEqual(expected.map(({ neuron }) => neuron))
      found.forEach(({ neuron, pearson, cosine }, i) => {
        expect(pearson).toBeCloseTo(expected[i].pearson, 4)
        const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, t) => sum + v * b[t], 0)
        const other = neurons[neuron]
        expect(cosine).toBeCloseTo(dot(column, other) / Math.sqrt(dot(column, column) * dot(other, other)), 4)
        checked++
      })
    }
    expect(checked).toBeGreaterThan(8)
  }
})

test('sums depend on neither the features of a part nor whether files exist', async () => {
  const all = DICTIONARIES.map((_, d) => whole(d))
  const shards = [0, 1, 2]
  const [often1, rare1, neurons1] = await sums(all, shards)
  const withoutFiles = all.map((range) => ({ ...range, files: range.files.map(() => null) }))
  expect(await sums(withoutFiles, shards)).toEqual([often1, rare1, neurons1])

  const { from, count } = { from: NEURON_SUMS_BLOCK, count: 200 }
  const [part] = await sums([{ ...whole(1), from, count }], shards)
  expect(part.f).toEqual(rare1.f.slice(from, from + count))
  expect(part.fn).toEqual(rare1.fn.slice(from * spec.dMlp, (from + count) * spec.dMlp))
  expect(part.nn).toEqual(rare1.nn)
})

test('a record that is cut short is refused', async () => {
  const [own] = await sums([whole(0)], [1])
  const [record] = encodeNeuronSums(own)
  expect(() => addNeuronSums([record.slice(0, -4)])).toThrow(/cut short/)
  expect(() => addNeuronSums([record.slice(0, 12)])).toThrow(/cut short/)
  expect(() => addNeuronSums([])).toThrow(/no sums/)
})
