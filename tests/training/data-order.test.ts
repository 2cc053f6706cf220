import { describe, expect, it } from 'vitest'
import { batchAt, itemAt } from '@/lib/training/data-order'
import { permute } from '@/lib/training/permutation'

describe('permute', () => {
  it.each([1, 2, 3, 7, 64, 1000, 4097])('is a bijection on 0…%i−1', (size) => {
    const seen = new Set(Array.from({ length: size }, (_, i) => permute(i, size, 99)))
    expect(seen.size).toBe(size)
    expect(Math.max(...seen)).toBe(size - 1)
    expect(Math.min(...seen)).toBe(0)
  })

  it('moves items far and depends on the key', () => {
    const size = 5000
    const a = Array.from({ length: size }, (_, i) => permute(i, size, 1))
    const b = Array.from({ length: size }, (_, i) => permute(i, size, 2))
    const distance = a.reduce((sum, value, i) => sum + Math.abs(value - i), 0) / size
    // A uniformly random permutation moves items by size / 3 on average.
    expect(distance / size).toBeGreaterThan(0.31)
    expect(distance / size).toBeLessThan(0.36)
    expect(a.filter((value, i) => value === b[i]).length).toBeLessThan(10)
  })

  it('refuses an index outside the range', () => {
    expect(() => permute(5, 5, 0)).toThrow('outside 0…4')
    expect(() => permute(0, 0, 0)).toThrow('permutation size 0')
  })
})

describe('itemAt', () => {
  it('covers every item exactly once an epoch, in another order each epoch', () => {
    const count = 321
    const epochs = [0, 1, 2].map((epoch) =>
      Array.from({ length: count }, (_, i) => itemAt(7, epoch * count + i, count)),
    )
    for (const epoch of epochs) expect(new Set(epoch).size).toBe(count)
    expect(epochs[0]).not.toEqual(epochs[1])
    expect(epochs[1]).not.toEqual(epochs[2])
  })

  it('gives steps that partition the stream', () => {
    const whole = Array.from({ length: 60 }, (_, place) => itemAt(3, place, 25))
    const batches = [0, 1, 2, 3, 4].flatMap((step) => [...batchAt(3, step, 12, 25)])
    expect(batches).toEqual(whole)
  })
})
