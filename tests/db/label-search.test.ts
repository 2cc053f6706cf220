import { describe, expect, it } from 'vitest'
import { featuresLabelled, isCommon, isLabelled, labelTexts } from '@/lib/db/columns/label-search'
import type { FeatureColumns } from '@/lib/db/columns/load'

function textsOf(labels: readonly string[]) {
  return labelTexts({ labels, derived: new Map() } as unknown as FeatureColumns)
}

/** The slow way: every label on its own. */
function reference(labels: readonly string[], texts: readonly string[]): number[] {
  return labels.flatMap((label, index) =>
    label !== '' && texts.length > 0 && texts.every((text) => label.toLowerCase().includes(text))
      ? [index]
      : [],
  )
}

describe('featuresLabelled', () => {
  const labels = [
    '',
    'Opening quote',
    'quote',
    '',
    '',
    'quoted, İstanbul',
    'te',
    'quo',
    'aaa',
    'a\u001fb',
    '',
  ]

  it.each([
    [['quote']],
    [['quo', 'ing']],
    [['te', 'q']],
    [['a']],
    [['aa']],
    [['\u001f']],
    [['i̇']],
    [['nothing']],
    [['quote', 'nothing']],
    [[]],
  ])('%j', (texts) => expect(featuresLabelled(textsOf(labels), texts)).toEqual(reference(labels, texts)))

  it('does not find what begins in one label and ends in the next', () => {
    expect(featuresLabelled(textsOf(['quo', 'te', 'quote']), ['quote'])).toEqual([2])
    expect(featuresLabelled(textsOf(['ab', 'ab']), ['bab'])).toEqual([])
  })

  it('finds what single labels hold, whatever is asked', () => {
    let state = 7
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state % below
    }
    const word = (length: number) => Array.from({ length }, () => 'abc'[random(3)]).join('')
    const many = Array.from({ length: 500 }, () => (random(3) === 0 ? '' : word(random(9))))
    const own = textsOf(many)
    for (let round = 0; round < 200; round++) {
      const texts = Array.from({ length: 1 + random(2) }, () => word(1 + random(4)))
      expect(featuresLabelled(own, texts)).toEqual(reference(many, texts))
      const [text] = texts
      const asked = many.flatMap((_, index) => (isLabelled(own, index, text) ? [index] : []))
      expect(asked).toEqual(reference(many, [text]))
    }
  })

  it('tells common texts from rare ones', () => {
    const many = Array.from({ length: 30_000 }, (_, at) => (at % 10 === 0 ? 'a quote' : `label ${at}`))
    expect(isCommon(textsOf(many), 'quote')).toBe(true)
    expect(isCommon(textsOf(many), '15007')).toBe(false)
    expect(isCommon(textsOf(many), 'nothing')).toBe(false)
    expect(isCommon(textsOf(['', '']), 'nothing')).toBe(false)
  })
})
