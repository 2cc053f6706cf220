import { describe, expect, it } from 'vitest'
import type { Acknowledged } from '@/bench/writers/annotators'
import { check, type ExportRow } from '@/bench/writers/check'

const score = (submission: string, item = 'i', annotator = 'a', confidence = 2): Acknowledged => ({
  ...{ submission, item, annotator, confidence },
})
const row = (submission: string, more: Partial<ExportRow> = {}): ExportRow => ({
  ...{ submission, item: 'i', annotator: 'a', outcome: 'scored', confidence: 2 },
  ...more,
})
const NOTHING = { lost: 0, doubled: 0, altered: 0, undead: 0, crowded: 0, unasked: 0 }

describe('check', () => {
  it('finds nothing if every acknowledged score is stored once', () => {
    const rows = [row('1'), row('2', { item: 'j' }), row('', { item: 'k', outcome: 'skipped' })]
    expect(check({ acknowledged: [score('1'), score('2', 'j')], undone: ['3'] }, rows, 2)).toEqual(NOTHING)
  })

  it.each([
    ['lost', { acknowledged: [score('1')], undone: [] }, []],
    ['altered', { acknowledged: [score('1')], undone: [] }, [row('1', { confidence: 3 })]],
    ['altered', { acknowledged: [score('1')], undone: [] }, [row('1', { item: 'j' })]],
    ['unasked', { acknowledged: [], undone: [] }, [row('1')]],
  ] as const)('finds a score that is %s', (fault, written, rows) => {
    expect(check(written, rows, 2)).toEqual({ ...NOTHING, [fault]: 1 })
  })

  it('finds doubled, undead and crowded ones', () => {
    const twice = check({ acknowledged: [score('1')], undone: [] }, [row('1'), row('1')], 2)
    expect(twice).toMatchObject({ doubled: 1, crowded: 1 })
    expect(check({ acknowledged: [], undone: ['1'] }, [row('1')], 2)).toMatchObject({ undead: 1 })
    const three = ['a', 'b', 'c'].map((annotator) => row(annotator, { annotator }))
    const acknowledged = ['a', 'b', 'c'].map((annotator) => score(annotator, 'i', annotator))
    expect(check({ acknowledged, undone: [] }, three, 2)).toEqual({ ...NOTHING, crowded: 1 })
  })
})
