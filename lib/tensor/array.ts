/**
 * Slow, readable reference maths in float64. The product does not compute with these functions: tests compare the
 * ONNX graphs with them.
 */
export interface NdArray {
  readonly data: Float32Array | Float64Array
  readonly dims: readonly number[]
}

function count(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1)
}

export function zeros(dims: readonly number[]): NdArray {
  return { data: new Float64Array(count(dims)), dims }
}

/** Applies a function to every element. */
export function map(x: NdArray, f: (value: number) => number): NdArray {
  return { data: Float64Array.from(x.data, f), dims: x.dims }
}

/** Returns the rows and the width of a tensor seen as a matrix: all axes but the last are rows. */
export function asRows(x: NdArray): { rows: number; width: number } {
  const width = x.dims[x.dims.length - 1]
  return { rows: x.data.length / width, width }
}
