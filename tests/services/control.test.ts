import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DictionaryMetrics } from '@/lib/compute/evaluate/quality'
import { loadDictionaryDirectory, loadModelDirectory, modelHash } from '@/lib/models'
import { importBundles } from '@/lib/services/import'
import { trainDictionary } from '@/lib/train/dictionary'
import { evaluateDictionaries } from '@/lib/train/evaluate-dictionaries'
import { trainModel } from '@/lib/train/model'
import { dictionaryTrainingSettings, modelTrainingSettings } from '@/lib/train/settings'
import { shuffleWeights } from '@/lib/training/shuffle-weights'
import { temporaryFolder, thrown } from '../models/tiny'
import { TINY_DICTIONARY_TRAINING, TINY_MODEL, tinyCorpus, tinyText } from '../support/tiny-training'

const at = temporaryFolder()
const corpus = tinyCorpus()
const model = at('tiny')
const dictionary = (name: string) => path.join(model, 'dictionaries', name)
const SEED = 7

beforeAll(async () => {
  await trainModel(modelTrainingSettings({ ...TINY_MODEL, threads: 1 }), corpus, {
    workDir: at('work-model'),
    outDir: model,
  })
  for (const [name, extra] of [
    ['d1', {}],
    ['random1', { shuffleWeights: SEED }],
  ] as const) {
    const settings = dictionaryTrainingSettings({ ...TINY_DICTIONARY_TRAINING, ...extra, name, threads: 1 })
    await trainDictionary(settings, model, corpus, { workDir: at(`work-${name}`), outDir: dictionary(name) })
  }
}, 120_000)

function shuffledHash(): string {
  const { spec, weights } = loadModelDirectory(model)
  return modelHash(spec, shuffleWeights(spec, weights, SEED))
}
const record = (name: string) =>
  JSON.parse(readFileSync(path.join(dictionary(name), 'training.json'), 'utf8'))

describe('a control with shuffled weights', { timeout: 60_000 }, () => {
  it('names its seed in cfg.json and the model it was trained on in its record and card', () => {
    const { spec, weights } = loadModelDirectory(model)
    const { shuffleSeed, metadata } = loadDictionaryDirectory(dictionary('random1'), spec)
    expect(shuffleSeed).toBe(SEED)
    expect(metadata).toMatchObject({ model_name: 'tiny-shuffled-7', shuffle_weights_of: 'tiny' })
    expect(record('random1').model).toEqual({
      name: 'tiny',
      hash: shuffledHash(),
      shuffled: { ofHash: modelHash(spec, weights), seed: SEED },
    })
    expect(loadDictionaryDirectory(dictionary('d1'), spec).shuffleSeed).toBeNull()
    expect(record('d1').model).toEqual({ name: 'tiny', hash: modelHash(spec, weights) })
    const card = readFileSync(path.join(dictionary('random1'), 'README.md'), 'utf8')
    expect(card).toContain('# tiny.random1\n')
    expect(card).toContain('of tiny with shuffled weights')
    expect(card).toContain('--shuffle-weights 7')
  })

  it('is measured on its own model, by the trainer and by evaluate', async () => {
    const measured: DictionaryMetrics[] = []
    await evaluateDictionaries(model, [dictionary('d1'), dictionary('random1')], tinyText(), {
      threads: 1,
      measured: (_, metrics) => measured.push(metrics),
    })
    const [real, control] = measured
    expect(real).toEqual(record('d1').metrics)
    expect(control).toEqual(record('random1').metrics)
    // The model's knowledge is lost with the order of its weights.
    expect(control.ceBase).toBeGreaterThan((real.ceBase ?? 0) + 0.5)
  })

  it('is imported as a dictionary of a model of its own, made at import', () => {
    const dataDir = at('data')
    const [real, control, ...others] = importBundles({ dataDir, model, neurons: true })
    expect(others).toEqual([])
    const { spec, weights } = loadModelDirectory(model)
    const slugs = ({ dictionaries }: typeof real) => dictionaries.map(({ slug }) => slug)
    expect(slugs(real)).toEqual(['tiny.d1', 'tiny.neurons'])
    expect(slugs(control)).toEqual(['tiny.random1'])
    expect(real.model).not.toHaveProperty('shuffled')
    expect(real.model.hash).toBe(modelHash(spec, weights))
    expect(control.model).toEqual({
      slug: 'tiny-shuffled-7',
      hash: shuffledHash(),
      tokenizerHash: real.model.tokenizerHash,
      shuffled: { of: 'tiny', ofHash: real.model.hash, seed: SEED },
    })
    const stored = loadModelDirectory(path.join(dataDir, 'store/models', control.model.hash))
    expect(modelHash(stored.spec, stored.weights)).toBe(control.model.hash)
    expect(existsSync(path.join(dataDir, 'store/models', real.model.hash))).toBe(true)
    // A second import finds everything in place.
    expect(importBundles({ dataDir, model, neurons: true })).toEqual([real, control])
    expect(readdirSync(path.join(dataDir, 'store/models')).sort()).toEqual(
      [real.model.hash, control.model.hash].sort(),
    )
  })

  it('can be imported alone, and the store then holds no other model', () => {
    const dataDir = at('alone')
    const bundles = importBundles({ dataDir, model, dictionaries: [dictionary('random1')], neurons: true })
    expect(bundles.map(({ model: { slug } }) => slug)).toEqual(['tiny-shuffled-7'])
    expect(readdirSync(path.join(dataDir, 'store/models'))).toEqual([shuffledHash()])
  })

  it('refuses a name that leaves no room for the suffix', () => {
    const name = 'x'.repeat(60)
    expect(thrown(() => importBundles({ dataDir: at('long'), model, name, neurons: false }))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(`"${name}-shuffled-7" is no name`),
    })
    expect(existsSync(at('long'))).toBe(false)
  })
})
