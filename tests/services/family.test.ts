import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkFamily, type FamilyRun, trainFamily } from '@/lib/train/family'
import { recordedHash } from '@/lib/train/finished'
import { type ModelRecipe, readRecipes } from '@/lib/train/recipes'
import { temporaryFolder, thrown } from '../models/tiny'
import { TINY_DICTIONARY_TRAINING, TINY_MODEL, tinyCorpus } from '../support/tiny-training'

const at = temporaryFolder()
const corpus = tinyCorpus()
const home = at('models')

function recipes(change: (json: Json) => void = () => {}): ModelRecipe[] {
  const json: Json = {
    model: { ...TINY_MODEL, threads: 1 },
    dictionary: { ...TINY_DICTIONARY_TRAINING, threads: 1 },
    models: [
      { name: 'a', dictionaries: [{ name: 'a1' }, { name: 'random1', shuffleWeights: 1 }] },
      { name: 'b', seed: 2, dictionaries: [] },
    ],
  }
  change(json)
  const file = at('recipes.json')
  writeFileSync(file, JSON.stringify(json))
  return readRecipes(file)
}
interface Json {
  model: Record<string, unknown>
  dictionary: Record<string, unknown>
  models: { [key: string]: unknown; dictionaries: Record<string, unknown>[] }[]
}

/** Returns the names of the trained members, in order. */
async function train(family: ModelRecipe[], options: Partial<FamilyRun> = {}): Promise<string[]> {
  const done: string[] = []
  await trainFamily(family, corpus, {
    home,
    workHome: at('work'),
    trained: ({ name }) => done.push(name),
    ...options,
  })
  return done
}
const reasons = (family: ModelRecipe[]) =>
  Object.fromEntries(checkFamily(family, corpus, home).map(({ member, why }) => [member.name, why]))

describe('recipes', () => {
  it('contain the shipped models and dictionaries, a1 with the shared settings of its kind', () => {
    const shipped = readRecipes(path.join(import.meta.dirname, '../../models/recipes.json'))
    const names = shipped.flatMap(({ settings, dictionaries }) => [
      [settings.name, settings.seed],
      ...dictionaries.map(({ name, features, shuffleWeights }) => [name, features, shuffleWeights]),
    ])
    expect(names).toEqual([
      ['one-layer-a', 1],
      ['a0', 512, undefined],
      ['a1', 4096, undefined],
      ['a2', 8192, undefined],
      ['random1', 4096, 1],
      ['one-layer-b', 2],
      ['b1', 4096, undefined],
    ])
  })

  it.each<[string, (json: Json) => void, string]>([
    [
      'a setting that there is not',
      (json) => Object.assign(json.dictionary, { lamda: 3 }),
      'a, "a1": there is no setting "lamda"',
    ],
    ['a value out of range', (json) => Object.assign(json.models[1], { steps: 0 }), '"b": steps 0'],
    ['a name twice', (json) => json.models[0].dictionaries.push({ name: 'a1' }), '"a1" is there twice'],
    ['another key at the top', (json) => Object.assign(json, { extra: {} }), 'Unrecognized key: "extra"'],
  ])('refuse %s', (_, change, message) => {
    expect(thrown(() => recipes(change))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(message),
    })
  })
})

describe('a family', { timeout: 120_000 }, () => {
  const family = recipes()

  beforeAll(async () => {
    const waiting = 'its model is not finished: it is not trained yet'
    expect(reasons(family)).toEqual({
      a: 'it is not trained yet',
      'a.a1': waiting,
      'a.random1': waiting,
      b: 'it is not trained yet',
    })
    expect(await train(family)).toEqual(['a', 'a.a1', 'a.random1', 'b'])
  }, 120_000)

  it('is trained once; then nothing is left to do, and there is no checkpoint', async () => {
    expect(reasons(family)).toEqual({ a: null, 'a.a1': null, 'a.random1': null, b: null })
    expect(await train(family)).toEqual([])
    expect(readdirSync(at('work'))).toEqual([])
    expect(recordedHash(path.join(home, 'a'))).not.toBe(recordedHash(path.join(home, 'b')))
  })

  it('continues where it was stopped, and ends with the same weights', async () => {
    const stopped = at('stopped')
    const abort = new AbortController()
    const options: Partial<FamilyRun> = { home: stopped, only: ['b'], pointEvery: 5, checkpointSeconds: 0 }
    const progress = ({ step }: { step: number }) => step === 30 && abort.abort()
    await expect(train(family, { ...options, signal: abort.signal, events: { progress } })).rejects.toThrow(
      'stopped after 30 of 60 steps',
    )
    expect(existsSync(path.join(stopped, 'b'))).toBe(false)
    const notes: string[] = []
    await train(family, { ...options, events: { note: (text) => notes.push(text) } })
    expect(notes).toContain('resuming after step 30 of 60')
    expect(recordedHash(path.join(stopped, 'b'))).toBe(recordedHash(path.join(home, 'b')))
  })

  it('names the members that differ from the recipe, and trains only those', async () => {
    const other = recipes((json) => Object.assign(json.models[0].dictionaries[0], { lambda: 2 }))
    expect(reasons(other)).toEqual({
      a: null,
      'a.a1': 'it was trained with lambda 1, the recipe has 2',
      'a.random1': null,
      b: null,
    })
    const before = recordedHash(path.join(home, 'a/dictionaries/a1'))
    expect(await train(other)).toEqual(['a.a1'])
    expect(reasons(other)['a.a1']).toBeNull()
    expect(recordedHash(path.join(home, 'a/dictionaries/a1'))).not.toBe(before)
    // And back: the same settings, text and model give the same weights.
    expect(await train(family, { only: ['a1'] })).toEqual(['a.a1'])
    expect(recordedHash(path.join(home, 'a/dictionaries/a1'))).toBe(before)
  })

  it('notices other text, another model and other weights', async () => {
    const elsewhere = checkFamily(family, tinyCorpus(80), home)
    expect(elsewhere[0].why).toMatch(/^it was trained on the text [0-9a-f]{16}, the text is now/)

    const weights = (name: string) => path.join(home, 'a/dictionaries', name, 'sae_weights.safetensors')
    const kept = readFileSync(weights('a1'))
    copyFileSync(weights('random1'), weights('a1'))
    expect(reasons(family)['a.a1']).toBe('its weights are not those that were written')
    writeFileSync(weights('a1'), kept.subarray(0, 1000))
    expect(reasons(family)['a.a1']).toContain('truncated')
    writeFileSync(weights('a1'), kept)

    const model = path.join(home, 'a/model.safetensors')
    const own = readFileSync(model)
    copyFileSync(path.join(home, 'b/model.safetensors'), model)
    expect(reasons(family).a).toBe('its weights are not those that were written')
    await expect(train(family, { only: ['a1'] })).rejects.toThrow(
      /^a\.a1 needs .* first: its weights are not/,
    )
    writeFileSync(model, own)

    const record = path.join(home, 'a/training.json')
    const text = readFileSync(record, 'utf8')
    writeFileSync(record, text.replaceAll(/"hash": "[0-9a-f]{64}",/g, ''))
    copyFileSync(path.join(home, 'b/model.safetensors'), model)
    expect(reasons(family)).toMatchObject({ a: null, 'a.a1': 'it was trained on other weights of the model' })
    writeFileSync(record, text)
    writeFileSync(model, own)
  })

  it('refuses names that no recipe has', async () => {
    await expect(train(family, { only: ['a9'] })).rejects.toThrow(
      'there is no recipe of "a9"; there are a, a.a1, a.random1, b',
    )
  })
})
