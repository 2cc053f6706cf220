/**
 * The shipped files are what models/recipes.json describes: complete, small, and as good as README and cards claim.
 * The figures are those that the trainer recorded; tests/reference computes some of them again.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkFamily } from '@/lib/train/family'
import { readRecipes } from '@/lib/train/recipes'

const home = path.join(import.meta.dirname, '../../models')
const recipes = readRecipes(path.join(home, 'recipes.json'))

function record(name: string) {
  const [model, dictionary] = name.split('.')
  const dir = path.join(home, model, ...(dictionary === undefined ? [] : ['dictionaries', dictionary]))
  return JSON.parse(readFileSync(path.join(dir, 'training.json'), 'utf8'))
}

describe('the shipped family', () => {
  it('is the result of the recipes, all on one corpus, with the weights that were written', () => {
    const { hash } = record('one-layer-a').corpus
    expect(checkFamily(recipes, { hash }, home).map(({ member, why }) => [member.name, why])).toEqual([
      ['one-layer-a', null],
      ['one-layer-a.a0', null],
      ['one-layer-a.a1', null],
      ['one-layer-a.a2', null],
      ['one-layer-a.random1', null],
      ['one-layer-b', null],
      ['one-layer-b.b1', null],
    ])
  })

  it('has a card in every directory and takes less than 64 MB', () => {
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    const bytes = files.reduce((sum, file) => sum + statSync(path.join(file.parentPath, file.name)).size, 0)
    expect(bytes).toBeLessThan(64e6)
    const directories = files
      .filter(({ name }) => name === 'training.json')
      .map(({ parentPath }) => parentPath)
    expect(directories).toHaveLength(7)
    for (const directory of directories)
      expect(statSync(path.join(directory, 'README.md')).size).toBeGreaterThan(500)
  })

  it('has a second seed as good as the first', () => {
    const [a, b] = ['one-layer-a', 'one-layer-b'].map((name) => record(name).metrics.ce)
    expect(Math.abs(b / a - 1)).toBeLessThan(0.01)
  })

  it.each([
    ['one-layer-a.a0', 20],
    ['one-layer-a.a1', 20],
    ['one-layer-a.a2', 22],
    ['one-layer-b.b1', 20],
  ])(
    '%s recovers at least 0.88 of the loss at %d active features or fewer, nearly none silent',
    (name, most) => {
      const { l0, ceRecovered, deadFraction } = record(name).metrics
      expect(l0).toBeLessThanOrEqual(most)
      expect(ceRecovered).toBeGreaterThanOrEqual(0.88)
      expect(deadFraction).toBeLessThanOrEqual(0.02)
    },
  )

  it('has a control that differs clearly from the original', () => {
    const [a1, random1] = ['a1', 'random1'].map((name) => record(`one-layer-a.${name}`))
    expect(random1.model.shuffled).toMatchObject({ ofHash: a1.model.hash, seed: 1 })
    expect(random1.metrics.ceBase).toBeGreaterThan(a1.metrics.ceBase + 1)
  })
})
