import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { decoderNorms } from '@/lib/compute/decoder'
import { featureCorrelations } from '@/lib/compute/feature-correlations'
import { featureVectors } from '@/lib/compute/feature-vectors'
import { similarFeatures } from '@/lib/compute/similar'
import { sparseActivations } from '@/lib/compute/sparse-activations'
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
    files: RANGES.map(({ from }) => path.join(dir, `activations-${seed}-${from}`)),
  }
}

const draw = uniform(3)
const sequences = Array.from({ length: 60 }, () =>
  Array.from({ length: 4 + Math.floor(draw() * 4) }, (_, t) =>
    t === 0 ? BOS : 1 + Math.floor(draw() * (spec.dVocab - 1)),
  ),
)
/** This many of them are analysed, in three shards. */
const ANALYSED = 50
const RANGES = [
  { from: 0, to: 17 },
  { from: 17, to: 40 },
  { from: 40, to: ANALYSED },
]

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

/** Displayed activations on the content tokens of the analysed sequences, [d_sae][tokens], computed the slow way. */
function naiveColumns({ model, dictionary }: Place): number[][] {
  const { dSae } = dictionary.spec
  const columns = Array.from({ length: dSae }, () => [] as number[])
  for (const ids of sequences.slice(0, ANALYSED)) {
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

async function storeActivations(corpus: string, { model, dictionary, files }: Place): Promise<void> {
  for (const [i, range] of RANGES.entries())
    for await (const _ of sparseActivations(
      model,
      dictionary,
      { corpus, ...range, special, file: files[i] },
      1,
    ));
}

test('nearest features equal plain loops over the whole text in three dictionaries', async () => {
  const corpus = await writeCorpus()
  const places = [place(11, 20), place(12, 14), place(13, 16, 2)]
  for (const one of places) await storeActivations(corpus, one)
  const columns = places.map(naiveColumns)
  const tokens = columns[0][0].length
  let checked = 0
  for (let feature = 0; feature < 20; feature++) {
    const similar = await similarFeatures(places, feature, { count: 4, tokens })
    const own = columns[0][feature]
    expect(similar.active).toBe(own.filter((value) => value > 0).length)
    places.forEach((_, p) => {
      const expected = columns[p]
        .map((column, index) => ({ index, pearson: naivePearson(own, column) }))
        .filter(({ index, pearson }) => pearson > 0 && !(p === 0 && index === feature))
        .sort((a, b) => b.pearson - a.pearson)
        .slice(0, 4)
      const { correlations, cosines } = similar.places[p]
      expect(correlations?.map(({ index }) => index)).toEqual(expected.map(({ index }) => index))
      correlations?.forEach(({ pearson }, i) => {
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
  expect(checked).toBeGreaterThan(100)
})

test('a dictionary whose files are missing has cosines alone', async () => {
  const corpus = await writeCorpus()
  const [own, other] = [place(11, 20), place(12, 14)]
  await storeActivations(corpus, own)
  const tokens = naiveColumns(own)[0].length
  const request = { count: 4, tokens }
  const { places } = await similarFeatures([own, { ...other, files: null }], 3, request)
  expect(places[0].correlations).not.toBeNull()
  expect(places[1].correlations).toBeNull()
  expect(places[1].cosines).toHaveLength(4)
  const unread = await similarFeatures([{ ...own, files: null }, other], 3, request)
  expect(unread.active).toBeNull()
  expect(unread.places.map(({ correlations }) => correlations)).toEqual([null, null])
})

test('correlations of pairs equal plain loops, negative ones too', async () => {
  const corpus = await writeCorpus()
  const places = [place(11, 20), place(12, 14)]
  for (const one of places) await storeActivations(corpus, one)
  const columns = places.map(naiveColumns)
  const asked = [
    { p: 0, feature: 3 },
    { p: 1, feature: 5 },
    { p: 0, feature: 7 },
    { p: 0, feature: 3 },
  ]
  const features = asked.map(({ p, feature }) => ({
    feature,
    stored: { files: places[p].files, dSae: places[p].dictionary.spec.dSae },
  }))
  const found = await featureCorrelations([...features, { feature: 0, stored: null }], columns[0][0].length)
  asked.forEach((a, i) => {
    asked.forEach((b, j) => {
      expect(found[i][j]).toBeCloseTo(naivePearson(columns[a.p][a.feature], columns[b.p][b.feature]), 4)
    })
    expect(found[i][asked.length]).toBeNull()
  })
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
