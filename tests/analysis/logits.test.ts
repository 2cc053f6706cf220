import { describe, expect, it } from 'vitest'
import { evenHistogram } from '@/lib/analysis/histogram'
import { postLogits, shiftByMedian, summariseLogits } from '@/lib/analysis/logit-effects'
import { TokenPostings } from '@/lib/analysis/token-postings'
import { median } from '@/lib/domain/median'
import { uniform } from '../support/random'

const next = uniform(3)
const dVocab = 400
// Rounded, so that there are ties.
const rows = Array.from({ length: 60 }, () =>
  Float32Array.from({ length: dVocab }, () => Math.round(next() * 80) / 8),
)
const excluded = Uint8Array.from({ length: dVocab }, (_, token) => (token % 7 === 0 ? 1 : 0))

describe('logit effects', () => {
  it('are shifted by the median of the tokens that are not excluded', () => {
    expect(median(Float32Array.of(3, 1, 2))).toBe(2)
    expect(median(Float32Array.of(4, -1, 2, 1))).toBe(1.5)
    const shifted = shiftByMedian(rows[0].slice(), excluded)
    expect(median(shifted.filter((_, token) => excluded[token] === 0))).toBe(0)
    // special and never-seen tokens far away move neither the median nor the histogram
    const far = rows[0].map((value, token) => (excluded[token] === 1 ? 1000 : value))
    const again = shiftByMedian(far, excluded)
    shifted.forEach((value, token) => {
      if (excluded[token] === 0) expect(again[token]).toBe(value)
    })
    expect(summariseLogits(again, excluded)).toEqual(summariseLogits(shifted, excluded))
    expect(() => shiftByMedian(Float32Array.of(0, Number.NaN), new Uint8Array(2))).toThrow('token 1 is NaN')
    expect(() => shiftByMedian(new Float32Array(2), new Uint8Array(2).fill(1))).toThrow('no tokens')
    expect(() => shiftByMedian(new Float32Array(2), new Uint8Array(3))).toThrow('3 exclusion marks')
  })

  it.each([0, 1, 2, 3, 4])('list the extremes without excluded tokens (%i)', (row) => {
    const effects = shiftByMedian(rows[row].slice(), excluded)
    const { promoted, suppressed, histogram } = summariseLogits(effects, excluded)
    const all = [...effects]
      .map((value, token) => ({ token, value }))
      .filter(({ token }) => excluded[token] === 0)
    const up = all.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value || a.token - b.token)
    const down = all.filter(({ value }) => value < 0).sort((a, b) => a.value - b.value || a.token - b.token)
    expect(promoted).toEqual(up.slice(0, 50))
    expect(suppressed).toEqual(down.slice(0, 50))
    expect(histogram).toEqual(evenHistogram(all.map(({ value }) => value)))
  })

  it('have empty lists if the direction is zero', () => {
    const { promoted, suppressed, histogram } = summariseLogits(new Float32Array(dVocab), excluded)
    expect([promoted, suppressed]).toEqual([[], []])
    expect(histogram.counts[39]).toBe(excluded.filter((mark) => mark === 0).length)
  })
})

it('even histograms count every value once in its stated bin', () => {
  const values = Float32Array.from(rows[1])
  const histogram = evenHistogram(values)
  histogram?.counts.forEach((count, j) => {
    const [low, high] = [histogram.edges[j], histogram.edges[j + 1]]
    expect(count).toBe([...values].filter((v) => v >= low && (j === 39 ? v <= high : v < high)).length)
  })
  expect(evenHistogram([])).toBeNull()
})

describe('token postings', () => {
  it('keep the best features of each token, ties by index, whatever the order of offers', () => {
    const forward = new TokenPostings(dVocab, 9)
    const backward = new TokenPostings(dVocab, 9)
    const ignored = new TokenPostings(dVocab, 9)
    rows.forEach((row, feature) => {
      postLogits(
        row.map((v) => v - 5),
        excluded,
        feature,
        forward,
        ignored,
      )
    })
    for (let feature = rows.length - 1; feature >= 0; feature--)
      postLogits(
        rows[feature].map((v) => v - 5),
        excluded,
        feature,
        backward,
        ignored,
      )
    for (let token = 0; token < dVocab; token++) {
      const expected = rows
        .map((row, feature) => ({ feature, value: row[token] - 5 }))
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value || a.feature - b.feature)
      const posting = forward.list(token)
      expect(backward.list(token)).toEqual(posting)
      if (excluded[token] === 1 || expected.length === 0) {
        expect(posting).toBeNull()
        continue
      }
      expect(posting?.features).toEqual(expected.slice(0, 9).map(({ feature }) => feature))
      expect(posting?.values).toEqual(expected.slice(0, 9).map(({ value }) => value))
      expect(posting?.total).toBe(expected.length)
      const least = ignored.list(token)
      if (least) expect(rows[least.features[0]][token]).toBe(Math.min(...rows.map((row) => row[token])))
    }
  })
})
