import { asRows, type NdArray, zeros } from './array'

/** [..., k] · [k, m] → [..., m] */
export function matmul(a: NdArray, b: NdArray): NdArray {
  const { rows, width } = asRows(a)
  const [inner, columns] = b.dims
  if (b.dims.length !== 2 || inner !== width) throw new RangeError(`matmul [${a.dims}] · [${b.dims}]`)
  const out = zeros([...a.dims.slice(0, -1), columns])
  for (let r = 0; r < rows; r++)
    for (let k = 0; k < inner; k++) {
      const value = a.data[r * inner + k]
      for (let c = 0; c < columns; c++) out.data[r * columns + c] += value * b.data[k * columns + c]
    }
  return out
}

/** Returns the transpose of a matrix. */
export function transpose2d(a: NdArray): NdArray {
  const [rows, columns] = a.dims
  const out = zeros([columns, rows])
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) out.data[c * rows + r] = a.data[r * columns + c]
  return out
}

/** Returns a + b; the shape of b is a suffix of the shape of a. */
export function plus(a: NdArray, b: NdArray): NdArray {
  const size = b.data.length
  if (a.data.length % size !== 0) throw new RangeError(`plus [${a.dims}] + [${b.dims}]`)
  return { data: Float64Array.from(a.data, (value, i) => value + b.data[i % size]), dims: a.dims }
}

/** Returns a − b; the shape of b is a suffix of the shape of a. */
export function minus(a: NdArray, b: NdArray): NdArray {
  return plus(a, { data: Float64Array.from(b.data, (value) => -value), dims: b.dims })
}
