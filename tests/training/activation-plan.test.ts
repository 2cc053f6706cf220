import { describe, expect, it } from 'vitest'
import {
  type ActivationPlan,
  chunkRows,
  chunkSequences,
  locateStep,
  shuffledRows,
} from '@/lib/training/activation-plan'

const plan: ActivationPlan = {
  seed: 11,
  rowsPerSequence: Int32Array.from({ length: 40 }, (_, i) => 5 + (i % 7)),
  chunkSequences: 10,
  batch: 16,
}

describe('activation plan', () => {
  it('covers every sequence once in the chunks of an epoch', () => {
    const seen = [0, 1, 2, 3].flatMap((chunk) => [...chunkSequences(plan, chunk)])
    expect(new Set(seen).size).toBe(40)
    expect([...chunkSequences(plan, 4)]).not.toEqual([...chunkSequences(plan, 0)])
  })

  it('locates steps as walking through them does', () => {
    const walked: { chunk: number; offset: number }[] = []
    for (let chunk = 0; chunk < 6; chunk++) {
      const rows = [...chunkSequences(plan, chunk)].reduce((sum, s) => sum + plan.rowsPerSequence[s], 0)
      expect(chunkRows(plan, chunk)).toBe(rows)
      for (let offset = 0; (offset + 1) * plan.batch <= rows; offset++) walked.push({ chunk, offset })
    }
    expect(walked.map((_, step) => locateStep(plan, step))).toEqual(walked)
  })

  it('shuffles a chunk into a permutation of its rows that mixes sequences', () => {
    const rows = 2000
    const order = shuffledRows(plan, 3, rows)
    expect(new Set(order).size).toBe(rows)
    // With 100 sequences of 20 rows, a batch of 100 rows should touch about 63 of them.
    const touched = new Set([...order.slice(0, 100)].map((row) => Math.floor(row / 20)))
    expect(touched.size).toBeGreaterThan(50)
    expect(shuffledRows(plan, 4, rows)).not.toEqual(order)
  })

  it('refuses chunks smaller than a batch', () => {
    expect(() => locateStep({ ...plan, batch: 1000 }, 0)).toThrow('fewer activations than one batch of 1000')
  })
})
