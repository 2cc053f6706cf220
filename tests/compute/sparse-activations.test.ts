import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  BLOCK_HEAD,
  blockBodyLength,
  decodeBlock,
  encodeBlock,
  type SparseBlock,
} from '@/lib/analysis/sparse-activations'
import { decoderNorms } from '@/lib/compute/decoder'
import { harvestShard } from '@/lib/compute/harvest'
import { type SparseRequest, sparseActivations } from '@/lib/compute/sparse-activations'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { naiveEncode, naiveSequence } from '@/lib/tensor'
import { randomDictionary, randomWeights, tinySpec } from '@/tests/onnx/support'
import { writeTestCorpus } from '@/tests/support/corpus'
import { uniform } from '@/tests/support/random'

const dir = mkdtempSync(path.join(tmpdir(), 'semascope-sparse-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const BOS = 0
const HOOK = 'blocks.0.mlp.hook_post'
const D_SAE = 24
const spec = tinySpec({ nLayers: 1, activation: 'relu', bosTokenId: BOS, eosTokenId: BOS })
const special = Uint8Array.from({ length: spec.dVocab }, (_, id) => (id === BOS ? 1 : 0))
const weights = randomDictionary(spec.dMlp, D_SAE, 5)
const dictionarySpec: DictionarySpec = {
  kind: 'standard',
  hook: HOOK,
  dIn: spec.dMlp,
  dSae: D_SAE,
  prependBos: true,
  contextSize: spec.nCtx,
  applyBDecToInput: true,
}
const model = { ref: { hash: 'sparse-model', dir: '' }, spec, weights: randomWeights(spec, 4) }
const dictionary = {
  ref: { hash: 'sparse-dictionary', dir: '', spec: dictionarySpec },
  spec: dictionarySpec,
  weights,
  decoderNorms: decoderNorms(weights, D_SAE),
}

const draw = uniform(3)
const sequences = Array.from({ length: 80 }, () =>
  Int32Array.from({ length: 3 + Math.floor(draw() * 5) }, (_, t) =>
    t === 0 ? BOS : 1 + Math.floor(draw() * (spec.dVocab - 1)),
  ),
)
const [FROM, TO] = [5, 77]

const corpus = writeTestCorpus(path.join(dir, 'test.corpus'), spec, sequences)

const request = async (file: string | null): Promise<SparseRequest> => ({
  corpus: await corpus,
  from: FROM,
  to: TO,
  special,
  file,
})

const firingsOf = (blocks: readonly SparseBlock[]) =>
  blocks.flatMap(({ firstSequence, sequences: starts, rows, features, values }) =>
    Array.from({ length: starts.length - 1 }, (_, i) => i).flatMap((i) =>
      Array.from({ length: starts[i + 1] - starts[i] }, (_, position) => position).flatMap((position) => {
        const row = starts[i] + position
        return Array.from({ length: rows[row + 1] - rows[row] }, (_, n) => ({
          sequence: firstSequence + i,
          position,
          feature: features[rows[row] + n],
          value: values[rows[row] + n],
        }))
      }),
    ),
  )

async function read(file: string | null): Promise<SparseBlock[]> {
  const blocks: SparseBlock[] = []
  for await (const block of sparseActivations(model, dictionary, await request(file), 1)) blocks.push(block)
  return blocks
}

describe('the sparse activations of a shard', () => {
  test('are those of the naive maths, without special tokens', async () => {
    const found = firingsOf(await read(null))
    const expected = sequences.slice(FROM, TO).flatMap((ids, i) => {
      const x = naiveSequence(spec, model.weights, Array.from(ids)).hooks[HOOK]
      const acts = naiveEncode(weights, x, true)
      return Array.from(ids).flatMap((id, position) =>
        Array.from({ length: D_SAE }, (_, feature) => ({
          sequence: FROM + i,
          position,
          feature,
          value: acts.data[position * D_SAE + feature] * dictionary.decoderNorms[feature],
        })).filter(({ value }) => id !== BOS && value > 1e-6),
      )
    })
    expect(found.map(({ value: _, ...place }) => place)).toEqual(
      expected.map(({ value: _, ...place }) => place),
    )
    found.forEach(({ value }, n) => {
      expect(value).toBeCloseTo(expected[n].value, 4)
    })
    expect(found.length).toBeGreaterThan(200)
  })

  test('written by the harvest and read again are the same, and no half file is left', async () => {
    const file = path.join(dir, 'harvested', 'shard')
    const options = { seed: 0, special, threads: 1 }
    const shard = sequences.slice(FROM, TO)
    await harvestShard(model, [dictionary], FROM, shard, { ...options, files: [file] })
    expect(firingsOf(await read(file))).toEqual(firingsOf(await read(null)))
    expect(readdirSync(path.dirname(file))).toEqual(['shard'])
    const broken = [...shard.slice(0, 40), Int32Array.of(BOS, spec.dVocab + 1)]
    const other = path.join(dir, 'broken', 'shard')
    await expect(
      harvestShard(model, [dictionary], FROM, broken, { ...options, files: [other] }),
    ).rejects.toThrow()
    expect(readdirSync(path.dirname(other))).toEqual([])
  })

  test('are computed and written where the file is missing', async () => {
    const file = path.join(dir, 'made', 'shard')
    const first = await read(file)
    expect(existsSync(file)).toBe(true)
    expect(firingsOf(await read(file))).toEqual(firingsOf(first))
  })

  test('that are cut short are refused', async () => {
    const file = path.join(dir, 'made', 'shard')
    writeFileSync(`${file}-short`, readFileSync(file).subarray(0, -3))
    await expect(read(`${file}-short`)).rejects.toThrow(/ends within a block/)
  })
})

test('a block keeps features beyond 65,535', () => {
  const block = {
    firstSequence: 3,
    sequences: Uint32Array.of(0, 2),
    rows: Uint32Array.of(0, 1, 3),
    features: Uint32Array.of(70_000, 1, 131_071),
    values: Float32Array.of(1, 2, 3),
  }
  const bytes = encodeBlock(block)
  const head = bytes.subarray(0, BLOCK_HEAD)
  expect(bytes.length).toBe(BLOCK_HEAD + blockBodyLength(head))
  expect(decodeBlock(head, bytes.subarray(BLOCK_HEAD))).toEqual(block)
})
