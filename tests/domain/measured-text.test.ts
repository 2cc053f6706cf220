import { describe, expect, it } from 'vitest'
import { spreadNumbers } from '@/lib/analysis/spread-numbers'
import { trainedOn } from '@/lib/contract/training-record'
import { measuredText } from '@/lib/domain/measured-text'

const record = (description: string) => ({ corpus: { description, hash: '', trainingTokens: 1 } })

describe('the text on which quality is measured', () => {
  it('is the held-out part of the kind of text that a dictionary was trained on', () => {
    const shipped = record('text of the dependency tree of Semascope (lib/corpus/manifest.json)')
    expect(measuredText('packages', [trainedOn(shipped)])).toBe('held-out')
    expect(measuredText('paths', [trainedOn(record('text of a, b'))])).toBe('held-out')
    // one of those that are compared was trained on it
    expect(measuredText('paths', [trainedOn(shipped), 'paths'])).toBe('held-out')
  })

  it('is all of it for a dictionary trained elsewhere', () => {
    expect(measuredText('paths', [])).toBe('all')
    expect(measuredText('packages', [])).toBe('all')
    expect(measuredText('paths', ['packages'])).toBe('all')
    expect(measuredText('packages', ['paths'])).toBe('all')
  })
})

describe('numbers of a sample', () => {
  it('are all if there are few, else as many as asked for, spread over all, the same for the same seed', () => {
    expect(spreadNumbers(4, 9, 1)).toEqual([0, 1, 2, 3])
    expect(spreadNumbers(0, 9, 1)).toEqual([])
    const drawn = spreadNumbers(10_000, 500, 3)
    expect(drawn).toHaveLength(500)
    expect(new Set(drawn).size).toBe(500)
    expect([...drawn].sort((a, b) => a - b)).toEqual(drawn)
    expect(spreadNumbers(10_000, 500, 3)).toEqual(drawn)
    expect(spreadNumbers(10_000, 500, 4)).not.toEqual(drawn)
    // a tenth of the numbers has about a tenth of the sample: 5 standard deviations of a binomial draw are 34
    for (let part = 0; part < 10; part++) {
      const inside = drawn.filter((number) => Math.floor(number / 1000) === part).length
      expect(Math.abs(inside - 50)).toBeLessThan(34)
    }
  })
})
