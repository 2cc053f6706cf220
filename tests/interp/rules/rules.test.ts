import { describe, expect, it } from 'vitest'
import { hash32 } from '@/lib/analysis/hash'
import { type LabelCounts, labelFigures } from '@/lib/domain/label-figures'
import { chooseRules, createVocabulary, distinctRules, RuleScorer, splitText } from '@/lib/interp/rules'
import type { ChosenRule } from '@/lib/interp/rules/choose'
import { CONDITIONS, conditionRoom, conditionsAt, holdsAt } from '@/lib/interp/rules/conditions'
import { compileRule, type Hypothesis, predicts } from '@/lib/interp/rules/hypothesis'
import { addSums } from '@/lib/interp/rules/rule-scores'
import { searchRules } from '@/lib/interp/rules/search'
import { tokenScripts } from '@/lib/interp/rules/token-scripts'
import { hypothesisText } from '@/lib/interp/rules/words'
import {
  chosenText,
  firingsOf,
  id,
  type Plant,
  sampleOf,
  scoredText,
  TEXTS,
  vocabulary,
  ZHE,
} from './rules-fixture'

const text = (tokenId: number) => vocabulary.texts[tokenId]
const isDigits = (tokenId: number) => /^\d+$/.test(text(tokenId))
const choose = (plant: Plant, stride = 1) => chooseRules(sampleOf(plant, stride), chosenText, vocabulary)

const PLANTED: [string, Plant][] = [
  ['“(” anywhere', (ids, t) => ids[t] === id('(')],
  ['“ import” anywhere', (ids, t) => ids[t] === id(' import')],
  ['“(” after “require”', (ids, t) => ids[t] === id('(') && ids[t - 1] === id('require')],
  ['“ import” after newline', (ids, t) => ids[t] === id(' import') && ids[t - 1] === id('\n')],
  ['any token after “ const”', (ids, t) => ids[t - 1] === id(' const')],
  ['digits in licences', (ids, t, kind) => isDigits(ids[t]) && kind === 'licence'],
  [
    '“(” after “require” in code',
    (ids, t, kind) => ids[t] === id('(') && ids[t - 1] === id('require') && kind === 'code',
  ],
  ['newline anywhere', (ids, t) => ids[t] === id('\n')],
  ['first token at the start of a sequence', (_, t) => t === 1],
]

describe('planted features', () => {
  it.each(PLANTED)('%s', (expected, plant) => {
    const [rule] = searchRules(sampleOf(plant), chosenText)
    expect(hypothesisText(rule.hypothesis, vocabulary)).toBe(expected)
    expect(rule.score).toBeGreaterThan(0.8)
  })

  it('are labelled with scripts, and with bytes of a script where tokens are only bytes', () => {
    const isCyrillic: Plant = (ids, t) => tokenScripts(ids, vocabulary)[t] === 'Cyrillic'
    expect(choose(isCyrillic)[0].hypothesis.token).toMatchObject({ kind: 'script', script: 'Cyrillic' })
    const isByte: Plant = (ids, t) => ids[t] === ZHE[0]
    for (const rule of choose(isByte)) expect(rule.text).not.toMatch(/�|D0/)
  })

  it('are found from every third firing too', () => {
    expect(choose((ids, t) => ids[t] === id('('), 3)[0].text).toBe('“(” anywhere')
  })

  it('have a list of tokens where they fire on a few', () => {
    const [{ hypothesis, text: words }] = choose((ids, t) => [id(' of'), id(','), id('get')].includes(ids[t]))
    const ids = hypothesis.token?.kind === 'tokens' ? [...hypothesis.token.tokenIds] : []
    expect(ids.sort((a, b) => a - b)).toEqual([id(' of'), id(','), id('get')].sort((a, b) => a - b))
    expect(words).toMatch(/^“.+”, “.+” or “.+” anywhere$/)
  })
})

describe('no label', () => {
  it('is chosen for noise', () => {
    const noise = (feature: number): Plant => {
      return (ids, t) => hash32(feature, t, ids[t], ids[2]) % 40 === 0
    }
    expect(Array.from({ length: 25 }, (_, feature) => choose(noise(feature))).flat()).toEqual([])
  })

  it('is chosen for a few firings', () => {
    const sample = sampleOf((ids, t) => ids[t] === id('('))
    const few = { ...sample, at: sample.at.slice(0, 15), activations: sample.activations.slice(0, 15) }
    expect(chooseRules(few, chosenText, vocabulary)).toEqual([])
  })

  it('is chosen for firings of three packages', () => {
    const sample = sampleOf((ids, t) => ids[t] === id('('))
    const end = chosenText.text.starts[12]
    const count = sample.at.filter((at) => at < end).length
    expect(count).toBeGreaterThan(20)
    const few = { ...sample, at: sample.at.slice(0, count), activations: sample.activations.slice(0, count) }
    expect(chooseRules(few, chosenText, vocabulary)).toEqual([])
  })
})

describe('scores', () => {
  const plants = PLANTED.map(([, plant]) => plant)
  const noisy = plants.map<Plant>(
    (plant) => (ids, t, kind) =>
      hash32(7, t, ids[t], ids[2]) % 5 > 0 ? plant(ids, t, kind) : hash32(8, t, ids[3], ids[2]) % 50 === 0,
  )
  // Rules of one feature, tried on the next, so that they are wrong in every way.
  const rules = noisy.flatMap((plant, feature) =>
    searchRules(sampleOf(plant), chosenText)
      .slice(0, 1)
      .map(({ hypothesis }) => ({
        feature: feature % 2 === 0 ? feature : (feature + 1) % noisy.length,
        hypothesis,
      })),
  )
  const own = rules.filter(({ feature }, i) => rules.findIndex((rule) => rule.feature === feature) === i)
  const activations = noisy.map(
    (plant) =>
      new Map(firingsOf(plant, scoredText).map(({ place, activation }) => [place, Math.fround(activation)])),
  )

  it('equal a loop over every token of the text', () => {
    const scorer = new RuleScorer(own, noisy.length, scoredText)
    for (let at = 0; at < scoredText.length; at++) {
      const firing = activations.flatMap((map, feature) => (map.has(at) ? [[feature, map.get(at) ?? 0]] : []))
      const features = Uint32Array.from(firing, ([feature]) => feature)
      scorer.add(
        at,
        features,
        Float32Array.from(firing, ([, value]) => value),
        0,
        features.length,
      )
    }
    const expected = own.map(({ feature, hypothesis }): LabelCounts => {
      const counts = { tokens: 0, firings: 0, activation: 0, predicted: 0, hits: 0, hitActivation: 0 }
      const rule = compileRule(hypothesis)
      for (let at = 0; at < scoredText.length; at++) {
        if (scoredText.tokenIds[at] === -1) continue
        const activation = activations[feature].get(at) ?? 0
        counts.tokens++
        counts.activation += activation
        if (activation > 0) counts.firings++
        if (!predicts(rule, scoredText, at)) continue
        counts.predicted++
        counts.hitActivation += activation
        if (activation > 0) counts.hits++
      }
      return counts
    })
    expect(addSums(own.length, [scorer.sums()])).toEqual(expected)
    expect(expected.some(({ hits, predicted }) => hits > 0 && hits < predicted)).toBe(true)
  })

  it('are the harmonic mean of precision and the share of activation', () => {
    const counts = { tokens: 100, firings: 10, activation: 40, predicted: 8, hits: 4, hitActivation: 30 }
    expect(labelFigures(counts)).toEqual({ precision: 0.5, recall: 0.4, activationShare: 0.75, score: 0.6 })
    expect(labelFigures({ ...counts, predicted: 0, hits: 0, hitActivation: 0 })).toMatchObject({
      precision: null,
      score: 0,
    })
    expect(labelFigures({ ...counts, firings: 0, activation: 0, hits: 0, hitActivation: 0 }).score).toBeNull()
  })

  it('that rules are chosen by are estimates of these', () => {
    for (const [, plant] of PLANTED) {
      const [{ hypothesis, precision, activationShare }] = searchRules(sampleOf(plant), chosenText)
      const rule = compileRule(hypothesis)
      const fires = new Map(
        firingsOf(plant, chosenText.text).map(({ place, activation }) => [place, activation]),
      )
      let predicted = 0
      let hits = 0
      for (let at = 0; at < chosenText.text.length; at++)
        if (predicts(rule, chosenText.text, at)) {
          predicted++
          if (fires.has(at)) hits++
        }
      expect(Math.abs(precision - hits / (predicted + 2))).toBeLessThan(0.1)
      expect(activationShare).toBeGreaterThan(0.9)
    }
  })
})

describe('conditions', () => {
  it('are those that hold, one by one', () => {
    const room = conditionRoom()
    for (let at = 0; at < chosenText.text.length; at += 7) {
      if (chosenText.text.tokenIds[at] === -1) continue
      const listed = [...room.subarray(0, conditionsAt(chosenText.text, at, room))]
      const holding = Array.from({ length: CONDITIONS }, (_, c) => c).filter((c) =>
        holdsAt(chosenText.text, at, c),
      )
      expect(listed.sort((a, b) => a - b)).toEqual(holding)
    }
  })
})

describe('the two texts', () => {
  it('have no package in common, and do not depend on how much is analysed', () => {
    const documents = Array.from({ length: 60 }, (_, d) => ({ unit: `package ${d % 20}` }))
    const documentOf = Int32Array.from({ length: 240 }, (_, s) => s >> 2)
    const split = splitText(4, documentOf, documents)
    const part = splitText(4, documentOf.slice(0, 120), documents)
    expect(split.by).toBe('documents')
    const side = new Map<string, boolean>()
    documentOf.forEach((document, sequence) => {
      const { unit } = documents[document]
      expect(split.isScored(sequence)).toBe(side.get(unit) ?? split.isScored(sequence))
      side.set(unit, split.isScored(sequence))
      if (sequence < 120) expect(part.isScored(sequence)).toBe(split.isScored(sequence))
    })
  })

  it('are single sequences if there is one document', () => {
    const split = splitText(4, new Int32Array(300), [{ unit: 'book' }])
    expect(split.by).toBe('sequences')
    const scored = Array.from({ length: 300 }, (_, s) => split.isScored(s)).filter(Boolean).length
    expect(scored).toBeGreaterThan(60)
    expect(scored).toBeLessThan(140)
  })
})

describe('shared words', () => {
  const rule = (words: string, score: number) => ({ text: words, score }) as ChosenRule

  it('are kept by the four best; the others take their next words, or none', () => {
    const features = Array.from({ length: 7 }, (_, feature) => ({
      feature,
      rules: [rule('newlines', feature / 10), ...(feature === 1 ? [rule('newlines after “;”', 0.4)] : [])],
    }))
    expect(distinctRules(features).map(({ feature, rule: { text: words } }) => [feature, words])).toEqual([
      [1, 'newlines after “;”'],
      [3, 'newlines'],
      [4, 'newlines'],
      [5, 'newlines'],
      [6, 'newlines'],
    ])
  })
})

describe('words', () => {
  it('reads scripts from whole characters, also if tokens split them', () => {
    const ids = Int32Array.of(0, ZHE[0], ZHE[1], id(' x'), id(' мир'), id('1'))
    expect(tokenScripts(ids, vocabulary)).toEqual([null, 'Cyrillic', 'Cyrillic', null, 'Cyrillic', null])
  })

  it('names tokens that do not print', () => {
    expect(['\n', '\t', '  '].map((token) => vocabulary.names[id(token)])).toEqual([
      'newline',
      'tab',
      '2 spaces',
    ])
  })

  it('stays short for any tokens', () => {
    const long = new TextEncoder().encode(`\n${'=+'.repeat(40)}\u0000`)
    const wide = createVocabulary(Array<Uint8Array>(16).fill(long), new Uint8Array(16))
    const tokenIds = [0, 1, 2, 3, 4, 5, 6, 7]
    const words = hypothesisText(
      {
        token: { kind: 'tokens', tokenIds },
        previous: { kind: 'tokens', tokenIds },
        place: null,
        documentKind: null,
      },
      wide,
    )
    expect(words.length).toBeLessThanOrEqual(280)
    expect(words).toContain('or 4 more after')
    expect(wide.names[0]).toBe('“\\n=+=+=+=+=+=+=+=+=+=…”')
  })

  const NOTHING: Hypothesis = { token: null, previous: null, place: null, documentKind: null }
  it.each<[string, Partial<Hypothesis>]>([
    [
      'Cyrillic letters after an opening bracket',
      {
        token: { kind: 'script', script: 'Cyrillic', bytes: false },
        previous: { kind: 'trait', trait: 'openingBracket' },
      },
    ],
    ['bytes of Arabic letters', { token: { kind: 'script', script: 'Arabic', bytes: true } }],
    ['any token in locale data', { documentKind: 'locale' }],
    ['first token at the start of a sequence in code', { previous: { kind: 'start' }, documentKind: 'code' }],
    ['base64 in data files', { place: 'base64', documentKind: 'data' }],
    ['digits in version numbers', { token: { kind: 'trait', trait: 'digits' }, place: 'version' }],
    ['“(” anywhere', { token: { kind: 'tokens', tokenIds: [id('(')] } }],
    [
      '“ const” at the start of a line in code',
      { token: { kind: 'tokens', tokenIds: [id(' const')] }, place: 'lineStart', documentKind: 'code' },
    ],
  ])('are a noun phrase that names the place: %s', (expected, hypothesis) => {
    expect(hypothesisText({ ...NOTHING, ...hypothesis }, vocabulary)).toBe(expected)
  })

  it('has no token without a text', () => expect(TEXTS.length).toBeLessThan(vocabulary.names.length))
})
