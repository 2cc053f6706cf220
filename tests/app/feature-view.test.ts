import { describe, expect, it } from 'vitest'
import { evidenceRows, figureTexts, scoredOn } from '@/app/d/[dictionary]/[feature]/people/label-evidence'
import { inView, loadView } from '@/app/d/[dictionary]/[feature]/view'
import type { ExampleView } from '@/lib/contract/feature'
import { selectedIndex, sliceExample } from '@/lib/view/example-window'
import { formatPercent } from '@/lib/view/format'

describe('the view of a feature in its address', () => {
  it('takes known choices and falls back to the first', () => {
    const query = { order: 'index', bars: 'nonsense', layout: ['whole', 'window'], bin: '17', text: 'a b' }
    expect(loadView(query)).toEqual({
      order: 'index',
      bars: 'count',
      tokens: 'share',
      layout: 'whole',
      lines: 'shown',
      near: 'decoders',
      loss: 'on',
      bin: 17,
      list: null,
      text: 'a b',
    })
    for (const bin of ['x', undefined]) expect(loadView({ bin }).bin).toBeNull()
  })
  it('goes along to the next feature, without the bin and what is the default', () => {
    const view = { ...loadView({}), layout: 'whole', text: 'a b', bin: 3 } as const
    expect(inView('/d/a/1', view)).toBe('/d/a/1?layout=whole&text=a+b')
  })
})

describe('sliceExample', () => {
  const example: ExampleView = {
    group: 'top',
    rank: 0,
    sequence: 7,
    position: 3,
    repeats: 1,
    activation: 2,
    start: 0,
    length: 5,
    tokens: ['<bos>', '\ufffd', 'b', 'c', 'd'],
    bytes: { 1: 'e1' },
    special: [0],
    tokenIds: [0, 1, 2, 3, 4],
    activations: [0, 0, 1, 2, 0],
    lossEffects: [null, null, 0.1, 0.2, null],
    isFirst: false,
    document: { name: 'a', kind: 'text', heldOut: false },
  }
  it('moves every index along', () => {
    const cut = sliceExample(example, 1, 4)
    expect(cut).toMatchObject({ start: 1, length: 5, tokens: ['\ufffd', 'b', 'c'], bytes: { 0: 'e1' } })
    expect(cut.special).toBeUndefined()
    expect(cut.tokenIds[selectedIndex(cut)]).toBe(3)
  })
})

describe('evidence of a label', () => {
  it('counts what it was tested on and names every scalar', () => {
    const evidence = {
      trainScore: 0.9,
      testPositives: 40,
      testRandomNegatives: 50,
      testNearMisses: 10,
      rule: { a: 1 },
    }
    expect(scoredOn({ figures: null, evidence })).toBe('100 chosen examples')
    expect(evidenceRows(evidence).map(([name]) => name)).toEqual([
      'train score',
      'test positives',
      'test random negatives',
      'test near misses',
    ])
    expect(scoredOn({ figures: null, evidence: null })).toBeNull()
    expect(scoredOn({ figures: null, evidence: { other: 1 } })).toBeNull()
  })

  it('says precision, share of activation and recall of a label, and the text that they are of', () => {
    const figures = { precision: 0.812, recall: 0.3, activationShare: 0.75, tokens: 318_204, firings: 900 }
    expect(figureTexts(figures)).toEqual([
      'precision 0.81',
      `${formatPercent(0.75)} of activation`,
      'recall 0.30',
    ])
    expect(figureTexts(null)).toEqual([])
    expect(scoredOn({ figures, evidence: { scoredOn: 'other documents' } })).toMatch(
      /^318.204 tokens of other documents$/,
    )
  })
})
