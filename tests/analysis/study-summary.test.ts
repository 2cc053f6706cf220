import { describe, expect, it } from 'vitest'
import { type SummaryItem, type SummaryRow, summariseStudy } from '@/lib/analysis/study-summary'

const items: SummaryItem[] = [
  { item: 'a', role: 'features', density: 0.0005 },
  { item: 'b', role: 'features', density: 0.002 },
  { item: 'c', role: 'neurons', density: 0.2 },
  { item: 'd', role: 'neurons', density: 0.3 },
]

function row(
  item: string,
  annotator: string,
  total: number | null,
  levels: (number | null)[] = [],
): SummaryRow {
  const answers = {
    confidence: 1,
    activationConsistency: 5,
    separation: null,
    logitConsistency: 1,
    specificity: 1,
  }
  return {
    ...{ item, annotator, total, milliseconds: 1000 },
    ...(total === null
      ? {
          confidence: null,
          activationConsistency: null,
          separation: null,
          logitConsistency: null,
          specificity: null,
        }
      : answers),
    outcome: total === null ? 'skipped' : 'scored',
    levels: total === null ? null : [...levels, ...new Array<null>(11 - levels.length).fill(null)],
  }
}

const rows = [
  row('a', 'Ada', 14, [5, 4]),
  row('a', 'Bob', 12, [3]),
  row('b', 'Ada', 9, [1]),
  row('c', 'Ada', 2, [0]),
  row('c', 'Bob', null),
]

describe('summariseStudy', () => {
  const summary = summariseStudy(items, rows, 1)

  it('counts an item once, by the mean of its annotators', () => {
    const [features, neurons] = summary.groups
    expect(features).toMatchObject({ items: 2, scored: 2, scores: 3, skipped: 0, median: 11 })
    expect(features.histogram.flatMap((count, score) => (count > 0 ? [[score, count]] : []))).toEqual([
      [9, 1],
      [13, 1],
    ])
    expect(neurons).toMatchObject({ items: 2, scored: 1, scores: 1, skipped: 1, median: 2, interval: null })
  })

  it('compares kinds, and gives null for a missing one', () => {
    expect(summary.tests).toMatchObject([{ first: 'features', second: 'neurons', u: 2, superiority: 1 }])
    const [{ p, adjusted }] = summary.tests
    expect(adjusted).toBe(p)
  })

  it('groups by decade of density and by activation level', () => {
    expect(summary.byDensity).toEqual([
      { role: 'features', decade: -4, items: 1, median: 13 },
      { role: 'features', decade: -3, items: 1, median: 9 },
      { role: 'neurons', decade: -1, items: 1, median: 2 },
    ])
    expect(summary.byLevel).toEqual([
      { role: 'features', level: 0, items: 2, mean: 2.5 },
      { role: 'features', level: 1, items: 1, mean: 4 },
      { role: 'neurons', level: 0, items: 1, mean: 0 },
    ])
  })

  it('takes agreement from items with two scores, and times from scores alone', () => {
    expect(summary.agreement.find(({ question }) => question === 'total')).toMatchObject({ units: 1 })
    expect(summary.agreement.find(({ question }) => question === 'levels')).toMatchObject({ units: 1 })
    expect(summary.agreement.find(({ question }) => question === 'confidence')?.alpha).toBeNull()
    expect(summary.medianMilliseconds).toBe(1000)
    expect(summary.totalMilliseconds).toBe(4000)
    expect(summary.annotators).toEqual([
      { annotator: 'Ada', scored: 3, skipped: 0, medianMilliseconds: 1000 },
      { annotator: 'Bob', scored: 1, skipped: 1, medianMilliseconds: 1000 },
    ])
  })

  it('is empty but complete before anybody scored', () => {
    const nothing = summariseStudy(items, [], 1)
    expect(nothing.groups.map((group) => group.median)).toEqual([null, null])
    expect([nothing.tests, nothing.byDensity, nothing.byLevel]).toEqual([[], [], []])
  })
})
