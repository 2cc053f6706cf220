/** Returns the middle value, or the mean of the two middle ones for an even number; null for no values. */
export function median(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null
  const pool = Float64Array.from(values)
  const middle = pool.length >> 1
  const upper = select(pool, middle)
  if (pool.length % 2 === 1) return upper
  // what stands before the middle is not larger than it
  let lower = pool[0]
  for (let i = 1; i < middle; i++) if (pool[i] > lower) lower = pool[i]
  return (lower + upper) / 2
}

/**
 * Returns the value at a place of the ascending order, and moves smaller values before it, in place. Source: Hoare 1961,
 * "Algorithm 65: find".
 */
function select(values: Float64Array, place: number): number {
  let left = 0
  let right = values.length - 1
  while (left < right) {
    const pivot = values[(left + right) >> 1]
    let i = left
    let j = right
    while (i <= j) {
      while (values[i] < pivot) i++
      while (values[j] > pivot) j--
      if (i > j) break
      const swapped = values[i]
      values[i++] = values[j]
      values[j--] = swapped
    }
    if (place <= j) right = j
    else if (place >= i) left = i
    else break
  }
  return values[place]
}
