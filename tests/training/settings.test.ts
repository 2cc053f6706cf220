import { describe, expect, it } from 'vitest'
import { dictionaryTrainingSettings, modelTrainingSettings } from '@/lib/train/settings'

describe('training settings', () => {
  it('fill in the defaults of the shipped recipes', () => {
    expect(modelTrainingSettings({ name: 'a' })).toMatchObject({
      vocabSize: 5120,
      dModel: 128,
      dMlp: 512,
      nCtx: 128,
    })
    expect(dictionaryTrainingSettings({ name: 'a1' })).toMatchObject({ features: 4096, lambda: 3, tail: 0.2 })
  })

  it.each([
    [{ name: 'A b' }, 'name "A b": must be lower-case'],
    [{ name: '../x' }, 'name "../x"'],
    [{ name: 'a', steps: 0 }, 'steps 0'],
    [{ name: 'a', steps: 1.5 }, 'steps 1.5'],
    [{ name: 'a', vocabSize: 100 }, 'vocabSize 100'],
    [{ name: 'a', nHeads: 3 }, 'nHeads 3: must divide dModel evenly'],
    [{ name: 'a', learningRate: -1 }, 'learningRate -1'],
    [{ name: 'a', seed: -1 }, 'seed -1'],
    [{ name: 'a', threads: 0 }, 'threads 0'],
  ])('refuse %j for a model', (input, message) => {
    expect(() => modelTrainingSettings(input)).toThrow(message)
  })

  it.each([
    [{ name: 'a', features: 0 }, 'features 0'],
    [{ name: 'a', lambda: Number.NaN }, 'lambda null'],
    [{ name: 'a', tail: 2 }, 'tail 2'],
    [{ name: 'a', batch: 0 }, 'batch 0'],
    [{ name: 'a', hook: 'blocks.0.nowhere' }, 'unknown hook point "blocks.0.nowhere"'],
  ])('refuse %j for a dictionary', (input, message) => {
    expect(() => dictionaryTrainingSettings(input)).toThrow(message)
  })
})
