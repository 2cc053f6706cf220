/** Returns the cosine of two vectors of the same length; null if one of them is zero. */
export function cosineOf(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let dot = 0
  let aa = 0
  let bb = 0
  for (let k = 0; k < a.length; k++) {
    dot += a[k] * b[k]
    aa += a[k] * a[k]
    bb += b[k] * b[k]
  }
  return aa > 0 && bb > 0 ? dot / Math.sqrt(aa * bb) : null
}
