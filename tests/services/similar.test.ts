import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { decodeSample, encodeSample, mostCorrelated } from '@/lib/analysis/activation-sample'
import { decoderNorms } from '@/lib/compute/decoder'
import { featureVectors } from '@/lib/compute/feature-vectors'
import { similarFeatures } from '@/lib/compute/similar'
import { writeCorpusFile } from '@/lib/corpus/corpus-file'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { naiveEncode, naiveSequence } from '@/lib/tensor'
import { randomDictionary, randomWeights, tinySpec } from '../onnx/support'
import { uniform } from '../support/random'

const dir = mkdtempSync(path.join(tmpdir(), 'semascope-similar-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const BOS = 0
const HOOK = 'blocks.0.mlp.hook_post'
const spec = tinySpec({ nLayers: 1, activation: 'relu', bosTokenId: BOS, eosTokenId: BOS })
const special = Uint8Array.from({ length: spec.dVocab }, (_, id) => (id === BOS ? 1 : 0))

function place(seed: number, dSae: number, modelSeed = 1) {
  const weights = randomWeights(spec, modelSeed)
  const random = randomDictionary(spec.dMlp, dSae, seed)
  const sae = {
    ...random,
    W_dec: { ...random.W_dec, data: random.W_dec.data.map((value, i) => value * (1 + (i % 3))) },
  }
  const dictionarySpec: DictionarySpec = {
    kind: 'standard',
    hook: HOOK,
    dIn: spec.dMlp,
    dSae,
    prependBos: true,
    contextSize: spec.nCtx,
    applyBDecToInput: true,
  }
  return {
    model: { ref: { hash: `similar-model-${modelSeed}`, dir: '' }, spec, weights },
    dictionary: {
      ref: { hash: `similar-${seed}`, dir: '', spec: dictionarySpec },
      spec: dictionarySpec,
      weights: sae,
      decoderNorms: decoderNorms(sae, dSae),
    },
    file: path.join(dir, 'activations', `${seed}`),
  }
}

const draw = uniform(3)
const sequences = Array.from({ length: 60 }, () =>
  Array.from({ length: 4 + Math.floor(draw() * 4) }, (_, t) =>
    t === 0 ? BOS : 1 + Math.floor(draw() * (spec.dVocab - 1)),
  ),
)
/** This many of them are sampled. */
const SAMPLED = 50

async function writeCorpus(): Promise<string> {
  const offsets = [0]
  for (const ids of sequences) offsets.push(offsets[offsets.length - 1] + ids.length)
  const file = path.join(dir, 'test.corpus')
  await writeCorpusFile(file, {
    settings: {
      contextSize: spec.nCtx,
      prependBos: true,
      bosTokenId: BOS,
      vocabSize: spec.dVocab,
      seed: 0,
      heldOutShare: 0,
      maxTokens: null,
    },
    documents: [{ name: 'a', kind: 'text', unit: 'a', heldOut: false, tokens: 1 }],
    sequences: {
      ids: Int32Array.from(sequences.flat()),
      offsets: Int32Array.from(offsets),
      document: new Int32Array(sequences.length),
      start: new Int32Array(sequences.length),
    },
    contentTokens: 1,
    heldOutTokens: 0,
    tokenCounts: new Float64Array(spec.dVocab),
  })
  return file
}

type Place = ReturnType<typeof place>

/** Displayed activations on the content tokens of the sampled sequences, [d_sae][tokens], computed the slow way. */
function naiveColumns({ model, dictionary }: Place): number[][] {
  const { dSae } = dictionary.spec
  const columns = Array.from({ length: dSae }, () => [] as number[])
  for (const ids of sequences.slice(0, SAMPLED)) {
    const acts = naiveEncode(dictionary.weights, naiveSequence(spec, model.weights, ids).hooks[HOOK], true)
    for (let t = 1; t < ids.length; t++)
      for (let i = 0; i < dSae; i++) columns[i].push(acts.data[t * dSae + i] * dictionary.decoderNorms[i])
  }
  return columns
}

function naivePearson(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(a), mean(b)]
  const cov = mean(a.map((value, t) => (value - ma) * (b[t] - mb)))
  return cov / Math.sqrt(mean(a.map((v) => (v - ma) ** 2)) * mean(b.map((v) => (v - mb) ** 2)))
}

test('nearest features equal plain loops in three dictionaries', async () => {
  const corpus = await writeCorpus()
  const places = [place(11, 20), place(12, 14), place(13, 16, 2)]
  const columns = places.map(naiveColumns)
  const request = { corpus, sequences: SAMPLED, special }
  let checked = 0
  for (const feature of [0, 3, 7, 19]) {
    const similar = await similarFeatures(places, feature, 4, request, 1)
    const own = columns[0][feature]
    expect(similar.tokens).toBe(own.length)
    expect(similar.active).toBe(own.filter((value) => value > 0).length)
    places.forEach((_, p) => {
      const expected = columns[p]
        .map((column, index) => ({ index, pearson: naivePearson(own, column) }))
        .filter(({ index, pearson }) => pearson > 0 && !(p === 0 && index === feature))
        .sort((a, b) => b.pearson - a.pearson)
        .slice(0, 4)
      const { correlations, cosines } = similar.places[p]
      expect(correlations.map(({ index }) => index)).toEqual(expected.map(({ index }) => index))
      correlations.forEach(({ pearson }, i) => {
        expect(pearson).toBeCloseTo(expected[i].pearson, 4)
        checked++
      })
      // directions of another model cannot be compared
      expect(cosines === null).toBe(p === 2)
      const row = ({ dictionary }: Place, i: number) =>
        Array.from(dictionary.weights.W_dec.data.slice(i * spec.dMlp, (i + 1) * spec.dMlp))
      const a = row(places[0], feature)
      for (const { index, cosine } of cosines ?? []) {
        const b = row(places[p], index)
        const dot = a.reduce((sum, value, k) => sum + value * b[k], 0)
        expect(cosine).toBeCloseTo(dot / Math.hypot(...a) / Math.hypot(...b), 5)
      }
      if (cosines) expect(cosines).toHaveLength(4)
      expect(cosines?.map(({ index }) => index) ?? []).not.toContain(p === 0 ? feature : -1)
    })
  }
  expect(checked).toBeGreaterThan(20)
  expect(readdirSync(path.join(dir, 'activations')).sort()).toEqual(['11', '12', '13'])
})

test('a sample comes back from its bytes, and a short one is refused', () => {
  const sample = {
    starts: Uint32Array.of(0, 1, 1, 3),
    features: Uint32Array.of(2, 0, 2),
    values: Float32Array.of(1.5, 2, 0.25),
  }
  const bytes = encodeSample(sample)
  expect(decodeSample(bytes)).toEqual(sample)
  expect(() => decodeSample(bytes.slice(0, -4))).toThrow(/cut short/)
  expect(() => mostCorrelated(new Float32Array(4), sample, 3, 1)).toThrow(/3 tokens, 4 needed/)
})

test('the vectors of a feature are its encoder column and decoder row', () => {
  const { dictionary } = place(11, 20)
  const { encoder, decoder, encoderBias, decoderBias } = featureVectors(dictionary, 7)
  const { W_enc, W_dec, b_enc, b_dec } = dictionary.weights
  expect(encoder[3]).toBe(W_enc.data[3 * 20 + 7])
  expect(decoder[3]).toBe(W_dec.data[7 * spec.dMlp + 3])
  expect([encoder.length, decoder.length]).toEqual([spec.dMlp, spec.dMlp])
  expect(encoderBias).toBe(b_enc.data[7])
  expect(decoderBias).toEqual(b_dec.data)
})
