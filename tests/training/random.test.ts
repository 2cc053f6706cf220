import { describe, expect, it } from 'vitest'
import { hashWords, normals, streamId, uniform, uniforms } from '@/lib/training/random'

describe('counter-based randomness', () => {
  it('is a pure function of its arguments, each of which matters', () => {
    expect(uniform(1, 2, 3)).toBe(uniform(1, 2, 3))
    expect(new Set([uniform(1, 2, 3), uniform(2, 2, 3), uniform(1, 3, 3), uniform(1, 2, 4)]).size).toBe(4)
    expect(hashWords(1, 2)).not.toBe(hashWords(2, 1))
  })

  it('is uniform: a chi-square over 64 cells stays below its 99.9 % quantile', () => {
    const cells = new Array<number>(64).fill(0)
    const draws = 64_000
    for (let i = 0; i < draws; i++) cells[Math.floor(uniform(5, streamId('x'), i) * 64)]++
    const chi = cells.reduce((sum, n) => sum + (n - draws / 64) ** 2 / (draws / 64), 0)
    expect(chi).toBeLessThan(104)
    expect(chi).toBeGreaterThan(33)
  })

  it('has no correlation between neighbouring counters', () => {
    const n = 20_000
    let sum = 0
    for (let i = 0; i < n; i++) sum += (uniform(1, 2, i) - 0.5) * (uniform(1, 2, i + 1) - 0.5)
    expect(Math.abs((sum / n) * 12)).toBeLessThan(4 / Math.sqrt(n))
  })

  it('draws normals with the given scale and uniforms within the bound', () => {
    const values = normals(9, 'w', 20_001, 0.5)
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length
    const fourth = values.reduce((a, b) => a + (b - mean) ** 4, 0) / values.length / variance ** 2
    expect(mean).toBeCloseTo(0, 1)
    expect(Math.sqrt(variance)).toBeCloseTo(0.5, 2)
    expect(fourth).toBeGreaterThan(2.8)
    expect(fourth).toBeLessThan(3.2)
    const bounded = uniforms(9, 'w', 1000, 0.25)
    expect(Math.max(...bounded.map(Math.abs))).toBeLessThanOrEqual(0.25)
    expect(normals(9, 'v', 4, 1)).not.toEqual(normals(9, 'w', 4, 1))
  })
})
