import { describe, expect, it } from 'vitest'
import { geometricMedian } from '@/lib/training/geometric-median'
import { normals } from '@/lib/training/random'

const distances = (points: Float32Array, at: ArrayLike<number>) => {
  let sum = 0
  for (let row = 0; row < points.length / 2; row++)
    sum += Math.hypot(points[row * 2] - at[0], points[row * 2 + 1] - at[1])
  return sum
}

describe('geometricMedian', () => {
  it('is the median on a line, unmoved by an outlier', () => {
    const median = geometricMedian(Float32Array.of(1, 2, 3, 4, 1000), 5, 1, { iterations: 500 })
    expect(median[0]).toBeCloseTo(3, 2)
  })

  it('beats every point of a fine grid around it', () => {
    const points = normals(3, 'points', 60, 1)
    points[0] = 50
    const median = geometricMedian(points, 30, 2, { iterations: 200 })
    const best = distances(points, median)
    for (let dx = -20; dx <= 20; dx++)
      for (let dy = -20; dy <= 20; dy++)
        expect(distances(points, [median[0] + dx * 0.01, median[1] + dy * 0.01])).toBeGreaterThanOrEqual(
          best - 1e-4,
        )
  })

  it('stays finite on identical rows', () => {
    expect([...geometricMedian(new Float32Array(8).fill(2), 4, 2)]).toEqual([2, 2])
  })
})
