import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  dictionaryHash,
  loadDictionaryDirectory,
  loadModelDirectory,
  modelHash,
  writeDictionary,
  writeGpt2Directory,
} from '@/lib/models'
import {
  randomDictionary,
  randomModel,
  randomTopK,
  TINY_DICTIONARY,
  TINY_SPEC,
  TINY_TOPK,
  temporaryFolder,
} from './tiny'

const at = temporaryFolder()

describe('GPT-2 directories', () => {
  it.each([
    ['tied', { ...TINY_SPEC }],
    ['untied relu', { ...TINY_SPEC, tiedHead: false, activation: 'relu' as const, nLayers: 1 }],
  ])('a %s model comes back as it was written', (name, spec) => {
    const dir = at(name)
    const weights = randomModel(spec)
    writeGpt2Directory(dir, spec, weights, { tokenizerJson: '{}' })
    const loaded = loadModelDirectory(dir)
    expect(loaded.spec).toEqual(spec)
    expect(loaded.weights).toEqual(weights)
    expect(loaded.tokenizer).toEqual({ kind: 'tokenizer.json', path: join(dir, 'tokenizer.json') })
    expect(modelHash(loaded.spec, loaded.weights)).toBe(modelHash(spec, weights))
  })

  it('float16 storage keeps 11 bits and spec', () => {
    const dir = at('half')
    const weights = randomModel(TINY_SPEC)
    writeGpt2Directory(dir, TINY_SPEC, weights, { dtype: 'F16', tokenizerJson: '{}' })
    const loaded = loadModelDirectory(dir)
    loaded.weights.W_E.data.forEach((value, i) => {
      expect(Math.abs(value - weights.W_E.data[i])).toBeLessThanOrEqual(
        2 ** -11 * Math.abs(weights.W_E.data[i]) + 2 ** -25,
      )
    })
    expect(modelHash(loaded.spec, loaded.weights)).not.toBe(modelHash(TINY_SPEC, weights))
  })

  it('takes vocab.json with merges.txt', () => {
    const dir = at('merges')
    writeGpt2Directory(dir, TINY_SPEC, randomModel(TINY_SPEC))
    writeFileSync(join(dir, 'vocab.json'), '{}')
    expect(() => loadModelDirectory(dir)).toThrow('lacks merges.txt')
    writeFileSync(join(dir, 'merges.txt'), '')
    expect(loadModelDirectory(dir).tokenizer.kind).toBe('vocab+merges')
  })
})

describe('SAELens directories', () => {
  it('a dictionary comes back as it was written', () => {
    const dir = at('dictionary')
    const weights = randomDictionary(TINY_DICTIONARY)
    weights.W_dec.data.fill(0, 3 * TINY_DICTIONARY.dIn, 4 * TINY_DICTIONARY.dIn)
    writeDictionary(dir, TINY_DICTIONARY, weights, { modelName: 'tiny', metadata: { seed: 7 } })
    const loaded = loadDictionaryDirectory(dir, TINY_SPEC)
    expect(loaded.spec).toEqual(TINY_DICTIONARY)
    expect(loaded.weights).toEqual(weights)
    expect(loaded.metadata).toMatchObject({ model_name: 'tiny', seed: 7 })
    expect(loaded.zeroDecoderRows).toEqual([3])
    expect(dictionaryHash(loaded.spec, loaded.weights)).toBe(dictionaryHash(TINY_DICTIONARY, weights))
  })

  it('a topk dictionary comes back as it was written, and k is part of its hash', () => {
    const dir = at('topk')
    const weights = randomTopK(TINY_TOPK)
    writeDictionary(dir, TINY_TOPK, weights, { modelName: 'tiny' })
    const loaded = loadDictionaryDirectory(dir, TINY_SPEC)
    expect(loaded.spec).toEqual(TINY_TOPK)
    expect(loaded.weights).toEqual(weights)
    const hash = dictionaryHash(loaded.spec, loaded.weights)
    expect(hash).toBe(dictionaryHash(TINY_TOPK, weights))
    expect(hash).not.toBe(dictionaryHash({ ...TINY_TOPK, k: 8 }, { ...weights, k: 8 }))
  })
})
