import { describe, expect, it } from 'vitest'
import { evidenceCount, evidenceRows } from '@/app/d/[dictionary]/[feature]/people/label-evidence'
import { inView, loadView } from '@/app/d/[dictionary]/[feature]/view'
import type { ExampleView } from '@/lib/contract/feature'
import { selectedIndex, sliceExample } from '@/lib/view/example-window'

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
    expect(evidenceCount(evidence)).toBe('100')
    expect(evidenceRows(evidence).map(([name]) => name)).toEqual([
      'train score',
      'test positives',
      'test random negatives',
      'test near misses',
    ])
    expect(evidenceCount(null)).toBeNull()
    expect(evidenceCount({ other: 1 })).toBeNull()
  })
})
