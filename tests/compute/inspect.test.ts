import path from 'node:path'
import { expect, test } from 'vitest'
import { inspectText } from '@/lib/compute/inspect-text'
import { loadDictionary, loadModel } from '@/lib/compute/loaded'
import { InspectAnswerSchema } from '@/lib/contract/inspect'
import type { StandardWeights } from '@/lib/domain/dictionary'
import { loadDictionaryDirectory, loadModelDirectory } from '@/lib/models'
import { naiveEncode, naiveSequence } from '@/lib/tensor'

const dir = path.resolve('models/one-layer-a')
const TEXT = 'import { readFile } from "node:fs"\nThe quick brown fox said hello to the whole world.\n'
/** Short, so that the text has several contexts: BOS and seven tokens. */
const CONTEXT = 8

function subject() {
  const model = loadModel({ hash: 'inspect-model', dir })
  const own = path.join(dir, 'dictionaries/a0')
  const { spec, weights } = loadDictionaryDirectory(own, loadModelDirectory(dir).spec)
  const ref = { hash: 'inspect-dictionary', dir: own, spec: { ...spec, contextSize: CONTEXT } }
  return { model, dictionary: loadDictionary(ref, model.spec), weights: weights as StandardWeights }
}

test('says how many features fire, gives the strongest, and marks where a context begins', async () => {
  const { model, dictionary, weights } = subject()
  const answer = await inspectText(model, dictionary, TEXT, null, 5, 1)
  const ids = answer.tokens.map(({ id }) => id)

  // one context after another, by the plain formulas
  const expected = new Map<number, number[]>()
  const contexts: number[] = []
  for (let start = 0; start < ids.length; start += CONTEXT - 1) {
    contexts.push(start)
    const window = [model.spec.bosTokenId, ...ids.slice(start, start + CONTEXT - 1)]
    const { hooks } = naiveSequence(model.spec, model.weights, window)
    const acts = naiveEncode(weights, hooks[dictionary.spec.hook], dictionary.spec.applyBDecToInput)
    const width = acts.dims[1]
    for (let t = 1; t < window.length; t++)
      for (let f = 0; f < width; f++) {
        const value = acts.data[t * width + f] * dictionary.decoderNorms[f]
        if (!(value > 1e-6)) continue
        const row = expected.get(f) ?? ids.map(() => 0)
        row[start + t - 1] = value
        expected.set(f, row)
      }
  }
  expect(contexts.length).toBeGreaterThan(3)
  expect(answer.contexts).toEqual(contexts)
  expect(answer.firing).toBe(expected.size)
  const strongest = [...expected].sort(([, a], [, b]) => Math.max(...b) - Math.max(...a)).slice(0, 5)
  expect(answer.firing).toBeGreaterThan(answer.features.length)
  expect(answer.features.map(({ index }) => index)).toEqual(strongest.map(([index]) => index))
  answer.features.forEach(({ activations }, i) => {
    activations.forEach((value, t) => {
      expect(value).toBeCloseTo(strongest[i][1][t], 3)
    })
  })
  expect(InspectAnswerSchema.parse(answer)).toEqual(answer)
})
