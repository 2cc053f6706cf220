import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DictionaryWeights } from '@/lib/domain/dictionary'
import type { TransformerWeights } from '@/lib/domain/model'
import {
  loadDictionaryDirectory,
  loadModelDirectory,
  writeDictionary,
  writeGpt2Directory,
} from '@/lib/models'
import { dictionaryBytes, modelBytes, openDictionaryDirectory, openModelDirectory } from '@/lib/models/mapped'
import { tensorColumns, tensorRows } from '@/lib/models/stored-tensor'
import { ablateGraph } from '@/lib/onnx/graphs/ablate'
import { directEffectGraph } from '@/lib/onnx/graphs/direct-effect'
import { parameterShapes, parameterTensor } from '@/lib/onnx/graphs/parameters'
import { encodeGraph } from '@/lib/onnx/graphs/sae'
import { transformerGraph } from '@/lib/onnx/graphs/transformer'
import { float32, int64, openSession, type TensorValue } from '@/lib/runtime/session'
import { randomDictionary, randomModel, TINY_DICTIONARY, TINY_SPEC, temporaryFolder } from './tiny'

const at = temporaryFolder()
const TOKENIZER = JSON.parse(readFileSync('models/one-layer-a/tokenizer.json', 'utf8'))

function modelDirectory(name: string, tiedHead: boolean, dtype: 'F32' | 'F16'): string {
  const spec = { ...TINY_SPEC, tiedHead }
  writeGpt2Directory(at(name), spec, randomModel(spec), { dtype, tokenizerJson: TOKENIZER })
  return at(name)
}

async function run(graph: Uint8Array, feeds: Record<string, TensorValue>) {
  const session = await openSession(graph, { threads: 1, packing: false })
  return session.run(feeds)
}

const all = (weights: TransformerWeights, tied: boolean) =>
  [...parameterShapes({ ...TINY_SPEC, tiedHead: tied }).keys()].map((name) => [
    name,
    parameterTensor(weights, name).data,
  ])

describe('openModelDirectory', () => {
  for (const dtype of ['F32', 'F16'] as const)
    for (const tied of [true, false])
      it(`leaves ${dtype} weights with ${tied ? 'a tied' : 'its own'} head in files and computes the same`, async () => {
        const dir = modelDirectory(`${dtype}-${tied}`, tied, dtype)
        const { spec, weights } = loadModelDirectory(dir)
        const opened = openModelDirectory(dir, spec, 0)
        expect(opened.mapped).toBe(true)
        expect(all(opened.weights, tied)).toEqual(all(weights, tied))
        expect(opened.weights.W_U.data).toEqual(weights.W_U.data)
        for (const name of parameterShapes(spec).keys()) {
          const { stored } = parameterTensor(opened.weights, name)
          const own = dtype === 'F32' && !/W_[QKVU]$|b_[QKV]$/.test(name)
          expect(path.basename(stored?.path ?? '')).toBe(own ? 'model.safetensors' : 'float32.bin')
        }
        const ids = int64([5, 1, 7, 3, 2, 9], [2, 3])
        const make = (of: TransformerWeights) => transformerGraph(spec, of, { outputs: ['logits'] })
        expect(make(opened.weights).length).toBeLessThan(make(weights).length / 3)
        expect(await run(make(opened.weights), { ids })).toEqual(await run(make(weights), { ids }))
        const directions = float32(new Float32Array(80).fill(0.1), [2, spec.dMlp])
        const effect = (of: TransformerWeights) => directEffectGraph(spec, of, 'blocks.1.mlp.hook_post')
        expect(await run(effect(opened.weights), { directions })).toEqual(
          await run(effect(weights), { directions }),
        )
        expect(ablateGraph(spec, opened.weights).length).toBeLessThan(4000)
      })

  it('reads small weights and writes nothing', () => {
    const dir = modelDirectory('small', true, 'F32')
    const { spec } = loadModelDirectory(dir)
    expect(openModelDirectory(dir, spec).mapped).toBe(false)
    expect(readdirSync(dir).some((name) => name.startsWith('float32'))).toBe(false)
  })

  it('counts the bytes of all weights', () => {
    const { spec, weights } = loadModelDirectory(modelDirectory('bytes', true, 'F32'))
    const numbers = [...parameterShapes(spec).keys()].map(
      (name) => parameterTensor(weights, name).data.length,
    )
    expect(modelBytes(spec)).toBe(4 * numbers.reduce((a, b) => a + b))
  })
})

describe('openDictionaryDirectory', () => {
  it('leaves weights in files, reads parts of them, and encodes the same', async () => {
    const dir = at('dictionary')
    writeDictionary(dir, TINY_DICTIONARY, randomDictionary(TINY_DICTIONARY), { modelName: 'tiny' })
    const { weights } = loadDictionaryDirectory(dir, TINY_SPEC)
    const opened = openDictionaryDirectory(dir, TINY_DICTIONARY, TINY_SPEC, 0)
    if (opened.weights.kind !== 'standard' || weights.kind !== 'standard') throw new Error('not standard')
    expect(existsSync(path.join(dir, 'float32.json'))).toBe(true)
    for (const name of ['W_enc', 'b_enc', 'W_dec', 'b_dec'] as const) {
      expect(opened.weights[name].stored?.path).toBe(path.join(dir, 'sae_weights.safetensors'))
      expect(opened.weights[name].data).toEqual(weights[name].data)
    }
    expect(tensorRows(opened.weights.W_dec, 3, 5)).toEqual(tensorRows(weights.W_dec, 3, 5))
    expect(tensorColumns(opened.weights.W_enc, 3, 5)).toEqual(tensorColumns(weights.W_enc, 3, 5))
    const [first, second] = [0, 1].map((row) => weights.W_enc.data.slice(row * 64 + 3, row * 64 + 8))
    expect(tensorColumns(weights.W_enc, 3, 5).slice(0, 10)).toEqual(Float32Array.of(...first, ...second))
    const x = float32(new Float32Array(80).fill(0.3), [2, 40])
    const make = (of: DictionaryWeights) =>
      encodeGraph(of, { dIn: 40, applyBDecToInput: true, sparse: true, indexType: 'int32' })
    expect(await run(make(opened.weights), { x })).toEqual(await run(make(weights), { x }))
  })

  it('counts the bytes of all weights', () => {
    const { W_enc, b_enc, W_dec, b_dec } = randomDictionary(TINY_DICTIONARY)
    const numbers = [W_enc, b_enc, W_dec, b_dec].reduce((sum, { data }) => sum + data.length, 0)
    expect(dictionaryBytes(TINY_DICTIONARY)).toBe(4 * numbers)
  })
})
