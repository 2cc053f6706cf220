/**
 * Returns the geometric median, the point with the least sum of distances to the rows, by Weiszfeld's iteration. A
 * row that coincides with the estimate gets the weight 1/epsilon instead of infinity.
 *
 * @param points row-major [count, width]
 * @returns [width]
 */
export function geometricMedian(
  points: Float32Array,
  count: number,
  width: number,
  options: { readonly iterations?: number; readonly tolerance?: number } = {},
): Float32Array {
  const { iterations = 50, tolerance = 1e-6 } = options
  const epsilon = 1e-9
  let estimate = mean(points, count, width)
  for (let iteration = 0; iteration < iterations; iteration++) {
    const next = new Float64Array(width)
    let total = 0
    for (let row = 0; row < count; row++) {
      const at = row * width
      let squared = 0
      for (let column = 0; column < width; column++) squared += (points[at + column] - estimate[column]) ** 2
      const weight = 1 / Math.max(Math.sqrt(squared), epsilon)
      total += weight
      for (let column = 0; column < width; column++) next[column] += weight * points[at + column]
    }
    let moved = 0
    let norm = 0
    for (let column = 0; column < width; column++) {
      next[column] /= total
      moved += (next[column] - estimate[column]) ** 2
      norm += next[column] ** 2
    }
    estimate = next
    if (moved <= tolerance ** 2 * Math.max(norm, epsilon)) break
  }
  return Float32Array.from(estimate)
}

function mean(points: Float32Array, count: number, width: number): Float64Array {
  const sum = new Float64Array(width)
  for (let row = 0; row < count; row++)
    for (let column = 0; column < width; column++) sum[column] += points[row * width + column]
  return sum.map((value) => value / count)
}
