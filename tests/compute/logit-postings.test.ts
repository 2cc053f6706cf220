import { expect, it } from 'vitest'
import { type LogitEffects, postLogits, shiftByMedian, summariseLogits } from '@/lib/analysis/logit-effects'
import { TokenPostings } from '@/lib/analysis/token-postings'
import { decoderNorms } from '@/lib/compute/decoder'
import { directEffects } from '@/lib/compute/direct-effects'
import { logitPostings, logitSummaries } from '@/lib/compute/logit-postings'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { randomDictionary, randomWeights, tinySpec } from '@/tests/onnx/support'

const spec = tinySpec({ nLayers: 2, activation: 'relu' })
const hook = 'blocks.1.mlp.hook_post'
const dSae = 300
const weights = randomDictionary(spec.dMlp, dSae, 2)
const dictionarySpec: DictionarySpec = {
  ...{
    kind: 'standard',
    hook,
    dIn: spec.dMlp,
    dSae,
    prependBos: true,
    contextSize: 8,
    applyBDecToInput: true,
  },
}
const model = { ref: { hash: 'm', dir: '' }, spec, weights: randomWeights(spec, 1) }
const dictionary = {
  ref: { hash: 'd', dir: null, spec: dictionarySpec },
  spec: dictionarySpec,
  weights,
  decoderNorms: decoderNorms(weights, dictionarySpec.dIn),
}
const excluded = Uint8Array.from({ length: spec.dVocab }, (_, token) => (token % 5 === 0 ? 1 : 0))

it('are the same by ranges of features and of tokens as from all effects at once', async () => {
  const effects = await directEffects(model, dictionary, 0, dSae, 1)
  const expected: LogitEffects[] = []
  const promotes = new TokenPostings(spec.dVocab)
  const suppresses = new TokenPostings(spec.dVocab)
  for (let feature = 0; feature < dSae; feature++) {
    const own = effects.subarray(feature * spec.dVocab, (feature + 1) * spec.dVocab)
    expected.push(summariseLogits(shiftByMedian(own, excluded), excluded))
    postLogits(own, excluded, feature, promotes, suppresses)
  }

  const summaries: LogitEffects[] = []
  const medians = new Float64Array(dSae)
  const seen: number[] = []
  const options = { threads: 1, progress: (features: number) => void seen.push(features) }
  for (const [from, to] of [
    [0, 120],
    [120, dSae],
  ]) {
    const part = await logitSummaries(model, dictionary, { from, count: to - from }, { ...options, excluded })
    summaries.push(...part.summaries)
    medians.set(part.medians, from)
  }
  expect(summaries).toEqual(expected)
  expect(seen).toEqual([120, 180])

  for (const [from, to] of [
    [0, 7],
    [7, spec.dVocab],
  ]) {
    const found = await logitPostings(model, dictionary, { from, to, medians, excluded }, options)
    for (const [lists, all] of [
      [found.promotes, promotes],
      [found.suppresses, suppresses],
    ] as const) {
      const tokens = Array.from({ length: to - from }, (_, i) => from + i)
      const wanted = tokens.flatMap((token) => all.list(token) ?? [])
      expect(lists.map(({ token }) => token)).toEqual(wanted.map(({ token }) => token))
      lists.forEach((list, i) => {
        expect(list.features).toEqual(wanted[i].features)
        expect(list.total).toBe(wanted[i].total)
        list.values.forEach((value, k) => {
          expect(value).toBeCloseTo(wanted[i].values[k], 5)
        })
      })
    }
  }
})
