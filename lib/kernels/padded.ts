/** Copies between plain matrices and matrices whose rows are padded to `width` elements. */

/** Copies rows of `columns` elements into rows of `width`. */
export function copyPadded(
  from: Float32Array,
  to: Float32Array,
  rows: number,
  columns: number,
  width: number,
): void {
  for (let row = 0; row < rows; row++) to.set(from.subarray(row * columns, (row + 1) * columns), row * width)
}

/** Copies rows of `columns` elements out of rows of `width`. */
export function fromPadded(from: Float32Array, rows: number, columns: number, width: number): Float32Array {
  const to = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++)
    to.set(from.subarray(row * width, row * width + columns), row * columns)
  return to
}

/** Copies [rows, columns] into its transpose, whose rows are padded to `width`. */
export function copyTransposed(
  from: Float32Array,
  to: Float32Array,
  rows: number,
  columns: number,
  width: number,
): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) to[column * width + row] = from[row * columns + column]
}

/** Returns the [rows, columns] matrix whose transpose has rows padded to `width`. */
export function fromTransposed(
  from: Float32Array,
  rows: number,
  columns: number,
  width: number,
): Float32Array {
  const to = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) to[row * columns + column] = from[column * width + row]
  return to
}
