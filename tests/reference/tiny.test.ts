import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  dictionaryHash,
  loadDictionaryDirectory,
  loadModelDirectory,
  modelHash,
  writeGpt2Directory,
  writeStandardDictionary,
} from '@/lib/models'
import { randomDictionary, randomModel, TINY_DICTIONARY, TINY_SPEC } from '../models/tiny'

const dir = join(import.meta.dirname, 'tiny')

/**
 * The committed fixture is what our writers write today; dump.py has read it with transformers and sae-lens.
 * After a change of the writers: WRITE_FIXTURES=1 npx vitest run tests/reference/tiny, then dump.py on it.
 */
it('tests/reference/tiny holds the seeded model and dictionary', () => {
  const weights = randomModel(TINY_SPEC)
  const features = randomDictionary(TINY_DICTIONARY)
  if (process.env.WRITE_FIXTURES) {
    writeGpt2Directory(join(dir, 'model'), TINY_SPEC, weights, { tokenizerJson: {} })
    writeStandardDictionary(join(dir, 'dictionary'), TINY_DICTIONARY, features, { modelName: 'tiny' })
  }
  const model = loadModelDirectory(join(dir, 'model'))
  expect(modelHash(model.spec, model.weights)).toBe(modelHash(TINY_SPEC, weights))
  const dictionary = loadDictionaryDirectory(join(dir, 'dictionary'), TINY_SPEC)
  expect(dictionaryHash(dictionary.spec, dictionary.weights)).toBe(dictionaryHash(TINY_DICTIONARY, features))
})
