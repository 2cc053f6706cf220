import { expect, test } from 'vitest'
import { lossOf } from '@/lib/analysis/logit-changes'
import { decoderNorms } from '@/lib/compute/decoder'
import { tokenEffects } from '@/lib/compute/token-effects'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { hasDirectEffect } from '@/lib/domain/hook'
import { bruteLogits } from '@/lib/services/verify/brute-force'
import { ablateFeature, asRows, naiveEncode, naiveLossEffects, naiveSequence } from '@/lib/tensor'
import { randomDictionary, randomWeights, tinySpec } from '../onnx/support'
import { uniform } from '../support/random'

const BOS = 0
const UNSEEN = 3
const FEATURES = 24

function subject(hook: string) {
  const spec = tinySpec({ nLayers: 2, activation: 'relu', bosTokenId: BOS, eosTokenId: BOS })
  const weights = randomWeights(spec, 21)
  const dIn = hook.endsWith('mlp.hook_post') || hook.endsWith('mlp.hook_pre') ? spec.dMlp : spec.dModel
  const random = randomDictionary(dIn, FEATURES, 22)
  // decoder rows of different lengths, so that a missing scale shows
  const W_dec = {
    ...random.W_dec,
    data: random.W_dec.data.map((value, i) => value * (0.5 + Math.floor(i / dIn) / 10)),
  }
  const sae = { ...random, W_dec }
  const dictionarySpec: DictionarySpec = {
    kind: 'standard',
    hook,
    dIn,
    dSae: FEATURES,
    prependBos: true,
    contextSize: spec.nCtx,
    applyBDecToInput: true,
  }
  const model = { ref: { hash: `effects-model-${hook}`, dir: '' }, spec, weights }
  const dictionary = {
    ref: { hash: `effects-${hook}`, dir: '', spec: dictionarySpec },
    spec: dictionarySpec,
    weights: sae,
    decoderNorms: decoderNorms(sae, FEATURES),
  }
  const special = new Uint8Array(spec.dVocab)
  special[BOS] = 1
  const excluded = special.slice()
  excluded[UNSEEN] = 1
  const draw = uniform(5)
  const tokenIds = Int32Array.from({ length: 8 }, (_, t) =>
    t === 0 ? BOS : 1 + Math.floor(draw() * (spec.dVocab - 1)),
  )
  return { spec, weights, sae, model, dictionary, special, excluded, tokenIds }
}

const HOOKS = [
  'blocks.1.mlp.hook_post',
  'blocks.0.mlp.hook_post',
  'blocks.1.hook_resid_pre',
  'blocks.0.hook_mlp_out',
  'blocks.1.mlp.hook_pre',
  'ln_final.hook_normalized',
]

/** Activations of which those at special tokens are left alone. */
function withoutBos(acts: ReturnType<typeof naiveEncode>, ids: readonly number[]) {
  const { width } = asRows(acts)
  return { ...acts, data: acts.data.map((value, i) => (ids[Math.floor(i / width)] === BOS ? 0 : value)) }
}

test.each(HOOKS)('raised and lowered tokens at %s equal those of two naive runs', async (hook) => {
  const { spec, weights, sae, model, dictionary, special, excluded, tokenIds } = subject(hook)
  const ids = Array.from(tokenIds)
  const clean = naiveSequence(spec, weights, ids)
  const acts = naiveEncode(sae, clean.hooks[hook], true)
  const { width } = asRows(acts)
  let compared = 0
  for (let feature = 0; feature < FEATURES; feature++) {
    const ablated = naiveSequence(spec, weights, ids, (name, value) =>
      name === hook ? ablateFeature(sae, value, withoutBos(acts, ids), feature) : value,
    )
    const losses = naiveLossEffects(spec, weights, sae, {
      hook,
      applyBDecToInput: true,
      feature,
      tokenIds: ids,
      special,
    })
    const { places, nextWeights } = await tokenEffects(
      model,
      dictionary,
      feature,
      tokenIds,
      special,
      excluded,
      1,
    )
    const firing = ids.flatMap((id, t) => (id !== BOS && acts.data[t * width + feature] > 1e-6 ? [t] : []))
    expect(places.map(({ position }) => position)).toEqual(firing)
    for (const { position, activation, lossEffect, raised, lowered } of places) {
      expect(activation).toBeCloseTo(
        acts.data[position * width + feature] * dictionary.decoderNorms[feature],
        4,
      )
      if (position === ids.length - 1) expect(lossEffect).toBeNull()
      else expect(lossEffect).toBeCloseTo(losses[position], 4)
      const row = (logits: { data: ArrayLike<number> }) =>
        Array.from({ length: spec.dVocab }, (_, token) => logits.data[position * spec.dVocab + token])
      const before = row(clean.logits)
      const after = row(ablated.logits)
      const change = before.map((logit, token) => logit - after[token])
      const sorted = change.filter((_, token) => excluded[token] === 0).sort((a, b) => a - b)
      const half = sorted.length >> 1
      const median = sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
      const ranked = change
        .map((value, token) => ({ token, value: value - median }))
        .filter(({ token }) => token !== BOS && token !== UNSEEN)
        .sort((a, b) => b.value - a.value)
      const expectSame = (own: typeof raised, expected: typeof ranked) => {
        expect(own).toHaveLength(expected.length)
        own.forEach(({ token, value }, i) => {
          expect(value).toBeCloseTo(expected[i].value, 4)
          expect(value).toBeCloseTo(change[token] - median, 4)
          compared++
        })
      }
      expectSame(raised, ranked.filter(({ value }) => value > 1e-6).slice(0, 5))
      expectSame(
        lowered,
        ranked
          .filter(({ value }) => value < -1e-6)
          .slice(-5)
          .reverse(),
      )
    }
    if (!hasDirectEffect(hook)) expect(nextWeights).toBeNull()
    else if (feature === 5) {
      const brute = bruteLogits(
        { spec, weights, dictionary: dictionary.spec, dictionaryWeights: sae, special, excluded },
        feature,
      )
      ids.slice(1).forEach((id, t) => {
        expect(nextWeights?.[t]).toBeCloseTo(brute[id], 4)
      })
      expect(nextWeights?.[ids.length - 1]).toBeNaN()
    }
  }
  expect(compared).toBeGreaterThan(50)
})

test('lossOf is −log of the softmax', () => {
  const logits = Float32Array.of(800, 801, 799)
  const sum = Math.exp(-1) + 1 + Math.exp(-2)
  expect(lossOf(logits, 0)).toBeCloseTo(Math.log(sum) + 1, 6)
})
