import { describe, expect, it } from 'vitest'
import { hash32 } from '@/lib/analysis/hash'
import { createVocabulary, explainByRule } from '@/lib/interp/rules'
import { splitPositions } from '@/lib/interp/rules/explain'
import { hypothesisText, predicts } from '@/lib/interp/rules/hypothesis'
import type { RulePosition } from '@/lib/interp/rules/positions'
import { tokenScripts } from '@/lib/interp/rules/positions'
import { balancedAccuracy, balancedWeights } from '@/lib/interp/rules/search'
import { evidenceOf, id, type Plant, TEXTS, vocabulary, ZHE } from './rules-fixture'

const text = (tokenId: number) => vocabulary.texts[tokenId]
const isDigits = (tokenId: number) => /^\d+$/.test(text(tokenId))

const PLANTED: [string, Plant][] = [
  ['token “(”', (ids, t) => ids[t] === id('(')],
  ['token “ import”', (ids, t) => ids[t] === id(' import')],
  ['“(” after “require”', (ids, t) => ids[t] === id('(') && ids[t - 1] === id('require')],
  ['“ import” after newline', (ids, t) => ids[t] === id(' import') && ids[t - 1] === id('\n')],
  ['any token after “ const”', (ids, t) => ids[t - 1] === id(' const')],
  ['digits', (ids, t) => isDigits(ids[t])],
  ['digits in licences', (ids, t, kind) => isDigits(ids[t]) && kind === 'licence'],
  ['Cyrillic script', (ids, t) => tokenScripts(ids, vocabulary)[t] === 'Cyrillic'],
  ['token newline', (ids, t) => ids[t] === id('\n')],
  ['first token of a sequence', (_, t) => t === 1],
  [
    'capitalised parts of camelCase names',
    (ids, t) => ['Value', 'Name'].includes(text(ids[t])) && /\p{Ll}$/u.test(text(ids[t - 1])),
  ],
]

describe('planted features', () => {
  it.each(PLANTED)('%s', (expected, plant) => {
    const label = explainByRule(3, 1, evidenceOf(plant).positions, vocabulary)
    expect(label?.text).toBe(expected)
    expect(label?.score).toBeGreaterThan(0.95)
    expect(label?.scoreKind).toBe('balanced accuracy')
  })

  it('names a few tokens', () => {
    const label = explainByRule(
      3,
      1,
      evidenceOf((ids, t) => [id(' of'), id(','), id('get')].includes(ids[t])).positions,
      vocabulary,
    )
    expect(label?.hypothesis.token).toMatchObject({ kind: 'tokens' })
    const ids = label?.hypothesis.token?.kind === 'tokens' ? [...label.hypothesis.token.tokenIds] : []
    expect(ids.sort((a, b) => a - b)).toEqual([id(' of'), id(','), id('get')].sort((a, b) => a - b))
    expect(label?.text).toMatch(/^tokens “.+”, “.+” or “.+”$/)
  })

  it('still finds the token of a noisy feature, with its score', () => {
    const noisy: Plant = (ids, t) =>
      ids[t] === id(' type')
        ? hash32(1, t, ids[1], ids[2]) % 10 < 8
        : hash32(2, t, ids[1], ids[2]) % 400 === 0
    const label = explainByRule(3, 1, evidenceOf(noisy).positions, vocabulary)
    expect(label?.text).toBe('token “ type”')
    expect(label?.score).toBeLessThan(0.99)
  })
})

describe('silence', () => {
  it('means no label for noise', () => {
    const labels = Array.from({ length: 25 }, (_, feature) => {
      const noise: Plant = (ids, t) => hash32(feature, t, ids[t], ids[2]) % 40 === 0
      return explainByRule(3, feature, evidenceOf(noise, feature).positions, vocabulary)
    })
    expect(labels.filter((label) => label !== null)).toEqual([])
  })

  it('means no label for little evidence', () => {
    const plant: Plant = (ids, t) => ids[t] === id('(')
    expect(explainByRule(3, 1, evidenceOf(plant, 1, 8).positions, vocabulary)).toBeNull()
    expect(explainByRule(3, 1, [], vocabulary)).toBeNull()
    const firing = evidenceOf(plant).positions.filter(({ evidence }) => evidence === 'fires')
    expect(explainByRule(3, 1, firing, vocabulary)).toBeNull()
  })

  it('means no label if all windows repeat: held-out copies of training text do not count', () => {
    const { positions } = evidenceOf((ids, t) => ids[t] === id('('))
    const copied = positions.map((p) => (p.evidence === 'fires' ? { ...p, window: 'same' } : p))
    expect(explainByRule(3, 1, copied, vocabulary)).toBeNull()
  })
})

describe('evidence', () => {
  const plant: Plant = (ids, t) => ids[t] === id('(') && ids[t - 1] !== id(')')
  const { positions, traced, chosen } = evidenceOf(plant)

  it('divides firings and silence as the traces do, each position once', () => {
    expect(new Set(positions.map((p) => `${p.sequence}:${p.position}`)).size).toBe(positions.length)
    for (const p of positions) {
      expect(p.evidence === 'fires').toBe(traced[p.sequence].firings.includes(p.position))
      expect(p.tokenId).toBe(traced[p.sequence].tokenIds[p.position])
      expect(vocabulary.special[p.tokenId]).toBe(0)
      expect(p.previousId).toBe(p.position === 1 ? -1 : traced[p.sequence].tokenIds[p.position - 1])
    }
    const random = new Set(chosen.filter(({ group }) => group === -2).map(({ sequence }) => sequence))
    const silent = positions.filter(({ evidence }) => evidence === 'silent')
    expect(silent).toHaveLength(80)
    for (const { sequence } of silent) expect(random.has(sequence)).toBe(true)
    const near = positions.filter(({ evidence }) => evidence === 'near miss')
    expect(near.some(({ tokenId }) => tokenId === id('('))).toBe(true)
    expect(near.length).toBeGreaterThan(30)
  })

  it('is split by sequence, and no held-out window was seen in training', () => {
    const { train, test } = splitPositions(3, 1, positions)
    const sequences = new Set(train.map(({ sequence }) => sequence))
    const windows = new Set(train.map(({ window }) => window))
    for (const p of test) expect(sequences.has(p.sequence) || windows.has(p.window)).toBe(false)
    expect(test.length).toBeGreaterThan(20)
  })

  it('is scored as balanced accuracy with both kinds of silence weighing the same', () => {
    const label = explainByRule(3, 1, positions, vocabulary)
    const { test } = splitPositions(3, 1, positions)
    const share = (evidence: string, right: boolean) => {
      const own = test.filter((p) => p.evidence === evidence)
      return own.filter((p) => label !== null && predicts(label.hypothesis, p) === right).length / own.length
    }
    const expected = (share('fires', true) + (share('silent', false) + share('near miss', false)) / 2) / 2
    expect(label?.score).toBeCloseTo(expected, 12)
    expect(label?.evidence).toMatchObject({
      testPositives: test.filter(({ evidence }) => evidence === 'fires').length,
      testNearMisses: test.filter(({ evidence }) => evidence === 'near miss').length,
    })
  })

  it('weighs firings alone against one kind of silence', () => {
    const some = (evidence: RulePosition['evidence']) =>
      positions.filter((p) => p.evidence === evidence).slice(0, 5)
    const part = [...some('fires'), ...some('silent')]
    const weights = balancedWeights(part)
    expect(balancedAccuracy(weights, () => true)).toBeCloseTo(0.5, 12)
    expect(balancedAccuracy(weights, () => false)).toBeCloseTo(0.5, 12)
    expect(balancedAccuracy(weights, (i) => part[i].evidence === 'fires')).toBeCloseTo(1, 12)
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
    expect(vocabulary.names[TEXTS.length]).toBe('bytes D0')
  })

  it('stays short for any tokens', () => {
    const long = new TextEncoder().encode(`\n${'=+'.repeat(40)}\u0000`)
    const wide = createVocabulary(Array<Uint8Array>(16).fill(long), new Uint8Array(16))
    const tokenIds = [0, 1, 2, 3, 4, 5, 6, 7]
    const text = hypothesisText(
      { token: { kind: 'tokens', tokenIds }, previous: { kind: 'tokens', tokenIds }, documentKind: null },
      wide,
    )
    expect(text.length).toBeLessThanOrEqual(280)
    expect(text).toContain('or 4 more after')
    expect(wide.names[0]).toBe('“\\n=+=+=+=+=+=+=+=+=+=…”')
  })

  it('reads as a noun phrase', () => {
    const read = (hypothesis: Parameters<typeof hypothesisText>[0]) => hypothesisText(hypothesis, vocabulary)
    expect(
      read({
        token: { kind: 'script', script: 'Cyrillic' },
        previous: { kind: 'trait', trait: 'openingBracket' },
        documentKind: null,
      }),
    ).toBe('Cyrillic script after an opening bracket')
    expect(read({ token: null, previous: null, documentKind: 'locale' })).toBe('any token in locale data')
    expect(read({ token: null, previous: { kind: 'start' }, documentKind: 'code' })).toBe(
      'first token of a sequence in code',
    )
  })
})
