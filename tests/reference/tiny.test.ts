import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  dictionaryHash,
  loadDictionaryDirectory,
  loadModelDirectory,
  modelHash,
  writeDictionary,
  writeGpt2Directory,
} from '@/lib/models'
import { writeJson } from '@/lib/models/files'
import { readSafetensors } from '@/lib/models/safetensors'
import {
  randomDictionary,
  randomModel,
  randomTopK,
  TINY_DICTIONARY,
  TINY_SPEC,
  TINY_TOPK,
} from '../models/tiny'

const dir = join(import.meta.dirname, 'tiny')

/**
 * The committed fixture is what our writers write today; dump.py has read it with transformers and sae-lens. After a
 * change of the writers: WRITE_FIXTURES=1 npx vitest run tests/reference/tiny, then run dump.py on it.
 */
it('tests/reference/tiny holds the seeded model and dictionary', () => {
  const weights = randomModel(TINY_SPEC)
  const features = randomDictionary(TINY_DICTIONARY)
  if (process.env.WRITE_FIXTURES) {
    writeGpt2Directory(join(dir, 'model'), TINY_SPEC, weights, { tokenizerJson: {} })
    writeDictionary(join(dir, 'dictionary'), TINY_DICTIONARY, features, { modelName: 'tiny' })
  }
  const model = loadModelDirectory(join(dir, 'model'))
  expect(modelHash(model.spec, model.weights)).toBe(modelHash(TINY_SPEC, weights))
  const dictionary = loadDictionaryDirectory(join(dir, 'dictionary'), TINY_SPEC)
  expect(dictionaryHash(dictionary.spec, dictionary.weights)).toBe(dictionaryHash(TINY_DICTIONARY, features))
})

/**
 * tests/reference/topk and topk-rescaled hold the same topk dictionary on the tiny model, the second with SAELens'
 * `rescale_acts_by_decoder_norm`. They are written as above and dumped by dump.py --dictionary-only.
 */
it.each([
  ['topk', false],
  ['topk-rescaled', true],
])('tests/reference/%s holds the seeded topk dictionary', (name, rescale) => {
  const folder = join(import.meta.dirname, name, 'dictionary')
  const weights = randomTopK(TINY_TOPK)
  if (process.env.WRITE_FIXTURES) {
    writeDictionary(folder, TINY_TOPK, weights, { modelName: 'tiny' })
    const cfg = JSON.parse(readFileSync(join(folder, 'cfg.json'), 'utf8'))
    writeJson(join(folder, 'cfg.json'), { ...cfg, rescale_acts_by_decoder_norm: rescale })
  }
  const { spec, metadata } = loadDictionaryDirectory(folder, TINY_SPEC)
  expect(spec).toEqual(TINY_TOPK)
  expect(metadata.rescale_acts_by_decoder_norm).toBe(rescale)
  const stored = readSafetensors(join(folder, 'sae_weights.safetensors'))
  for (const name of ['W_enc', 'b_enc', 'W_dec', 'b_dec'] as const)
    expect(stored.tensor(name)).toEqual(weights[name])
})
