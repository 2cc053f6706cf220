import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTokenizer } from '@/lib/compute/store/tokenizer'
import { checkTokenizer, loadDictionaryDirectory, loadModelDirectory } from '@/lib/models'
import { hookNames } from '@/lib/onnx/graphs/forward'
import { decodeGraph, encodeGraph } from '@/lib/onnx/graphs/sae'
import { transformerGraph } from '@/lib/onnx/graphs/transformer'
import { float32, int64, openSession, type TensorValue } from '@/lib/runtime/session'
import { expectClose, expectSameWeights, maxAbs, type Reference, readReference } from './reference'

/**
 * Compares our graphs with PyTorch: transformers' GPT2LMHeadModel and sae-lens on the same files. Our code wrote
 * `tiny` (tied, gelu_new), the Python libraries wrote `tiny-python` (sharded, no prefix, b_dec not subtracted);
 * `topk` and `topk-rescaled` are topk dictionaries on `tiny`'s model; `one-layer-a` is the shipped bundle.
 */
const here = import.meta.dirname
const shipped = join(here, '../../models/one-layer-a')

const BUNDLE = { name: 'one-layer-a', model: shipped, dictionary: join(shipped, 'dictionaries/a1') }
const CASES = [
  { name: 'tiny', model: join(here, 'tiny/model'), dictionary: join(here, 'tiny/dictionary') },
  {
    name: 'tiny-python',
    model: join(here, 'tiny-python/model'),
    dictionary: join(here, 'tiny-python/dictionary'),
  },
  { name: 'topk', model: join(here, 'tiny/model'), dictionary: join(here, 'topk/dictionary') },
  {
    name: 'topk-rescaled',
    model: join(here, 'tiny/model'),
    dictionary: join(here, 'topk-rescaled/dictionary'),
  },
  BUNDLE,
].filter(({ name }) => existsSync(join(here, name, 'reference.json')))

type Numbers = Record<string, Float32Array>

/** Runs a graph with the feeds that it needs. */
async function run(graph: Uint8Array, feeds: Record<string, TensorValue>): Promise<Numbers> {
  const session = await openSession(graph, { threads: 1 })
  try {
    const asked = session.inputNames.map((name) => [name, feeds[name]])
    const outputs = await session.run(Object.fromEntries(asked))
    return Object.fromEntries(
      Object.entries(outputs).map(([name, value]) => [name, value.data as Float32Array]),
    )
  } finally {
    await session.release()
  }
}

/** Returns x where the token is special, otherwise the replacement. */
function splice(x: Float32Array, replacement: Float32Array, special: readonly boolean[]): Float32Array {
  const width = x.length / special.length
  return x.map((value, i) => (special[Math.floor(i / width)] ? value : replacement[i]))
}

/** Drops the last column of [N, T]: the last token predicts nothing. */
function dropLast(values: Float32Array, length: number): Float32Array {
  return values.filter((_, i) => i % length !== length - 1)
}

function denseActs(reference: Reference, count: number, dSae: number, length: number): Float32Array {
  const values = reference.tensors.tensor('acts.values').data
  const out = new Float32Array(count * dSae)
  const indices = reference.tensors.tensor('acts.indices').data
  for (let k = 0; k < values.length; k++)
    out[(indices[3 * k] * length + indices[3 * k + 1]) * dSae + indices[3 * k + 2]] = values[k]
  return out
}

it('the shipped bundle has a reference', () => {
  const ships = existsSync(join(BUNDLE.dictionary, 'sae_weights.safetensors'))
  expect(CASES.includes(BUNDLE), 'run tests/reference/dump.py as its first lines say').toBe(ships)
})

describe.each(CASES)('$name equals PyTorch', ({ name, model: modelDir, dictionary: dictionaryDir }) => {
  const reference = readReference(join(here, name))
  const { tensors, sequences, hook } = reference
  const length = sequences[0].length
  const dims = [sequences.length, length]
  const ids = int64(sequences.flat(), dims)
  const targets = int64(
    sequences.flatMap((row) => [...row.slice(1), 0]),
    dims,
  )
  const model = loadModelDirectory(modelDir)
  const { spec, weights } = model
  const dictionary = loadDictionaryDirectory(dictionaryDir, spec)
  const special = sequences.flat().map((id) => id === spec.bosTokenId || id === spec.eosTokenId)
  const x = tensors.tensor(hook)

  it('was dumped from these weights', () => expectSameWeights(reference, modelDir, dictionaryDir))

  it.skipIf(reference.texts === null)('token ids, and text from them', () => {
    const tokenizer = readTokenizer(model.tokenizer)
    for (const { text, ids: expected } of reference.texts ?? []) {
      const found = tokenizer.encode(text)
      expect([...found]).toEqual(expected)
      expect(tokenizer.decode(found)).toBe(text)
    }
    checkTokenizer(spec, tokenizer.vocabSize, tokenizer.vocabSize - 1)
  })

  it.skipIf(!tensors.header.tensors.has('logits'))('every hook point and the logits', async () => {
    const names = hookNames(spec)
    const outputs = await run(transformerGraph(spec, weights, { outputs: [...names, 'logits'] }), { ids })
    for (const point of names) expectClose(point, outputs[point], tensors.tensor(point))
    const rows = reference.logitRows.map(([n, t]) => n * length + t)
    const logits = new Float32Array(rows.length * spec.dVocab)
    rows.forEach((row, i) => {
      logits.set(outputs.logits.subarray(row * spec.dVocab, (row + 1) * spec.dVocab), i * spec.dVocab)
    })
    expectClose('logits', logits, tensors.tensor('logits'))
  })

  it('feature activations and decoded output', async () => {
    const { dIn, dSae, applyBDecToInput } = dictionary.spec
    const count = special.length
    const encode = encodeGraph(dictionary.weights, { dIn, applyBDecToInput, sparse: false })
    const { acts } = await run(encode, { x: float32(x.data, [count, dIn]) })
    const expected = { data: denseActs(reference, count, dSae, length), dims: [count, dSae] }
    // A feature may fire on one side alone only if it is within the tolerance of 0.
    expectClose('acts', acts, expected)
    expect(maxAbs(expected.data)).toBeGreaterThan(0)
    const { x_hat } = await run(decodeGraph(dictionary.weights, { dIn }), {
      acts: float32(acts, [count, dSae]),
    })
    expectClose('decoded', x_hat, tensors.tensor('decoded'))
  })

  it('cross-entropy, clean, with the hook ablated and with the dictionary spliced in', async () => {
    const clean = await run(transformerGraph(spec, weights, { outputs: ['ce'] }), { ids, targets })
    expectClose('ce.clean', dropLast(clean.ce, length), tensors.tensor('ce.clean'))
    const rest = transformerGraph(spec, weights, { outputs: ['ce'], provided: { [hook]: 'sequence' } })
    const decoded = tensors.tensor('decoded').data
    for (const [kind, replacement] of [
      ['zero', new Float32Array(x.data.length)],
      ['spliced', decoded],
    ] as const) {
      const value = float32(splice(x.data, replacement, special), [...dims, dictionary.spec.dIn])
      const edited = await run(rest, { [hook]: value, ids, targets })
      const ce = dropLast(edited.ce, length)
      expectClose(`ce.${kind}`, ce, tensors.tensor(`ce.${kind}`))
      const scored = ce.filter(
        (_, i) => !special[Math.floor(i / (length - 1)) * length + (i % (length - 1)) + 1],
      )
      const mean = scored.reduce((sum, loss) => sum + loss, 0) / scored.length
      expect(Math.abs(mean - reference.meanCe[kind])).toBeLessThanOrEqual(1e-4 * reference.meanCe[kind])
    }
  })
})
