import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mergeBlock } from '@/lib/analysis/merge-block'
import { serialise } from '@/lib/analysis/summary'
import { ablateFirings } from '@/lib/compute/ablate/firings'
import { ablateSequences } from '@/lib/compute/ablate/sequences'
import { decoderNorms } from '@/lib/compute/decoder'
import { directEffects } from '@/lib/compute/direct-effects'
import { displayedFirings } from '@/lib/compute/firings'
import { harvestShard } from '@/lib/compute/harvest'
import { decoderCosines } from '@/lib/compute/neighbours'
import { forwardRows } from '@/lib/compute/rows'
import { frontSession } from '@/lib/compute/sessions'
import { sparseActivations } from '@/lib/compute/sparse-activations'
import { type Trace, traceFeatures } from '@/lib/compute/traces'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { isPositionwise } from '@/lib/domain/hook'
import { bruteLogits } from '@/lib/services/verify/brute-force'
import { asRows, naiveEncode, naiveLossEffects, naiveSequence } from '@/lib/tensor'
import { randomDictionary, randomWeights, tinySpec } from '@/tests/onnx/support'
import { writeTestCorpus } from '@/tests/support/corpus'
import { uniform } from '@/tests/support/random'

const dir = mkdtempSync(path.join(tmpdir(), 'semascope-compute-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** One thread per operator, because the tests are about numbers, not speed. */
const THREADS = 1
const BOS = 0

type Subject = Awaited<ReturnType<typeof subject>>

async function subject(hook: string, seed = 1) {
  const spec = tinySpec({ nLayers: 2, activation: 'relu', bosTokenId: BOS, eosTokenId: BOS })
  const weights = randomWeights(spec, seed)
  const dIn = hook.endsWith('mlp.hook_post') ? spec.dMlp : spec.dModel
  const dSae = 24
  const dictionaryWeights = randomDictionary(dIn, dSae, seed + 1)
  // Decoder rows have different lengths, so that a missing scale shows.
  const W_dec = {
    ...dictionaryWeights.W_dec,
    data: dictionaryWeights.W_dec.data.map((value, i) => value * (0.5 + Math.floor(i / dIn) / 10)),
  }
  const sae = { ...dictionaryWeights, W_dec }
  const dictionarySpec: DictionarySpec = {
    kind: 'standard',
    hook,
    dIn,
    dSae,
    prependBos: true,
    contextSize: spec.nCtx,
    applyBDecToInput: true,
  }
  const model = { ref: { hash: `model-${hook}-${seed}`, dir: '' }, spec, weights }
  const dictionary = {
    ref: { hash: `dictionary-${hook}-${seed}`, dir: '', spec: dictionarySpec },
    spec: dictionarySpec,
    weights: sae,
    decoderNorms: decoderNorms(sae, dSae),
  }
  const special = new Uint8Array(spec.dVocab)
  special[BOS] = 1
  const draw = uniform(seed + 7)
  const sequences = [7, 5, 8, 3].map((length) =>
    Int32Array.from({ length }, (_, t) => (t === 0 ? BOS : 1 + Math.floor(draw() * (spec.dVocab - 1)))),
  )
  const corpus = await writeTestCorpus(path.join(dir, `${hook}-${seed}.corpus`), spec, sequences)
  return { spec, weights, sae, model, dictionary, special, sequences, corpus }
}

const HOOKS = [
  'blocks.1.mlp.hook_post',
  'blocks.0.mlp.hook_post',
  'blocks.1.hook_resid_pre',
  'blocks.0.hook_mlp_out',
]

/** The file of none: activations are computed. */
const blocksOf = ({ model, dictionary, special, sequences, corpus }: Subject) =>
  sparseActivations(
    model,
    dictionary,
    { corpus, from: 0, to: sequences.length, special, file: null },
    THREADS,
  )

test.each(HOOKS)('traces and loss effects at %s equal the naive maths', async (hook) => {
  const it = await subject(hook)
  const { spec, weights, sae, model, dictionary, special, sequences } = it
  const requests = sequences.flatMap((_, sequence) =>
    Array.from({ length: 24 }, (_, feature) => ({ feature, sequence })),
  )
  const { traces } = await traceFeatures(blocksOf(it), requests, new Float32Array(24).fill(100))
  const effects = isPositionwise(hook, spec.nLayers)
    ? await ofFirings(it, requests, traces)
    : await ablateSequences(
        model,
        dictionary,
        new Map(sequences.entries()),
        requests.map((request, i) => ({ ...request, ...traces[i] })),
        special,
        { threads: THREADS },
      )
  let compared = 0
  for (const [i, { feature, sequence }] of requests.entries()) {
    const tokenIds = Array.from(sequences[sequence])
    const x = naiveSequence(spec, weights, tokenIds).hooks[hook]
    const acts = naiveEncode(sae, x, true)
    const width = asRows(acts).width
    const firing = tokenIds.flatMap((id, t) =>
      special[id] !== 1 && acts.data[t * width + feature] > 1e-6 ? [t] : [],
    )
    expect(Array.from(traces[i].positions)).toEqual(firing)
    const options = { hook, applyBDecToInput: true, feature, tokenIds, special }
    const expected = naiveLossEffects(spec, weights, sae, options)
    firing.forEach((t, j) => {
      expect(traces[i].activations[j]).toBeCloseTo(
        acts.data[t * width + feature] * dictionary.decoderNorms[feature],
        4,
      )
      if (t === tokenIds.length - 1) expect(effects[i][j]).toBeNaN()
      else {
        expect(effects[i][j]).toBeCloseTo(expected[t], 3)
        compared++
      }
    })
  }
  expect(compared).toBeGreaterThan(5)
})

/** Measures the firings of traces one by one, in an order that is not that of the sequences. */
async function ofFirings(
  { model, dictionary, special, sequences }: Subject,
  requests: readonly { feature: number; sequence: number }[],
  traces: readonly Trace[],
): Promise<Float32Array[]> {
  const firings = traces
    .flatMap(({ positions, activations }, i) =>
      Array.from(positions, (position, j) => ({ ...requests[i], position, value: activations[j], i, j })),
    )
    .reverse()
  const effects = await ablateFirings(
    model,
    dictionary,
    0,
    sequences,
    {
      sequences: firings.map(({ sequence }) => sequence),
      positions: firings.map(({ position }) => position),
      features: firings.map(({ feature }) => feature),
      values: firings.map(({ value }) => value),
    },
    special,
    { threads: THREADS },
  )
  const out = traces.map(({ positions }) => new Float32Array(positions.length))
  firings.forEach(({ i, j }, at) => {
    out[i][j] = effects[at]
  })
  return out
}

test('firings are the same bits however many rows are encoded at once', async () => {
  const { model, dictionary, sequences } = await subject('blocks.1.mlp.hook_post', 6)
  const front = await frontSession(model, dictionary.spec.hook, THREADS)
  const rows = await forwardRows(front, sequences)
  const whole = await displayedFirings(dictionary, rows, THREADS)
  expect(whole.values.length).toBeGreaterThan(100)
  for (const most of [2, 7, 30])
    expect(await displayedFirings(dictionary, rows, THREADS, most)).toEqual(whole)
})

test('the harvest counts the firings of the naive maths, and intervals add up to them', async () => {
  const it = await subject('blocks.1.mlp.hook_post', 5)
  const { spec, weights, sae, model, dictionary, special, sequences } = it
  const [summary] = await harvestShard(model, [dictionary], 0, sequences, {
    seed: 0,
    special,
    threads: THREADS,
    files: [null],
  })
  const counts = new Array<number>(24).fill(0)
  const maxima = new Array<number>(24).fill(0)
  for (const ids of sequences) {
    const acts = naiveEncode(
      sae,
      naiveSequence(spec, weights, Array.from(ids)).hooks['blocks.1.mlp.hook_post'],
      true,
    )
    ids.forEach((id, t) => {
      if (special[id] === 1) return
      for (let f = 0; f < 24; f++) {
        const value = acts.data[t * 24 + f] * dictionary.decoderNorms[f]
        if (value > 0) counts[f]++
        maxima[f] = Math.max(maxima[f], value)
      }
    })
  }
  const { store } = mergeBlock(serialise(summary))
  expect(Array.from(store.counts)).toEqual(counts)
  maxima.forEach((max, f) => {
    expect(store.maxima[f]).toBeCloseTo(max, 4)
  })
  expect(summary.totals.contentTokens).toBe(sequences.reduce((sum, ids) => sum + ids.length - 1, 0))
  const { intervals } = await traceFeatures(blocksOf(it), [], Float32Array.from(store.maxima))
  counts.forEach((count, f) => {
    const own = intervals.slice(f * 11, (f + 1) * 11)
    expect(own.reduce((sum, n) => sum + n, 0)).toBe(count)
    if (count > 0) expect(own[0]).toBeGreaterThan(0)
  })
})

test('direct effects equal the path written by hand', async () => {
  for (const hook of ['blocks.1.mlp.hook_post', 'blocks.1.hook_resid_pre']) {
    const { spec, weights, sae, model, dictionary, special } = await subject(hook, 9)
    const effects = await directEffects(model, dictionary, 4, 3, THREADS)
    const brute = bruteLogits(
      { spec, weights, dictionary: dictionary.spec, dictionaryWeights: sae, special, excluded: special },
      5,
    )
    const own = Array.from(effects.slice(spec.dVocab, 2 * spec.dVocab))
    const sorted = own.filter((_, token) => special[token] === 0).sort((a, b) => a - b)
    const half = sorted.length / 2
    const median = Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)]
    own.forEach((value, token) => {
      expect(value - median).toBeCloseTo(brute[token], 4)
    })
  }
})

test('decoder cosines equal plain loops', async () => {
  const { spec, sae, dictionary } = await subject('blocks.1.mlp.hook_post', 11)
  const cosines = await decoderCosines(dictionary, 2, 2, THREADS)
  const row = (i: number) => sae.W_dec.data.slice(i * spec.dMlp, (i + 1) * spec.dMlp)
  const dot = row(3).reduce((sum, value, k) => sum + value * row(7)[k], 0)
  expect(cosines[24 + 7]).toBeCloseTo(dot / Math.hypot(...row(3)) / Math.hypot(...row(7)), 5)
  expect(cosines[24 + 3]).toBeCloseTo(1, 5)
})
