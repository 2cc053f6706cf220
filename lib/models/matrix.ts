import type { Tensor } from '@/lib/domain/model'

/** Returns the transpose of [rows, columns], in tiles, so that neither side strides through all of memory. */
export function transpose({ data, dims }: Tensor): Tensor {
  const [rows, columns] = dims
  const out = new Float32Array(data.length)
  const tile = 32
  for (let top = 0; top < rows; top += tile)
    for (let left = 0; left < columns; left += tile)
      for (let r = top; r < Math.min(top + tile, rows); r++)
        for (let c = left; c < Math.min(left + tile, columns); c++) out[c * rows + r] = data[r * columns + c]
  return { data: out, dims: [columns, rows] }
}

/** Splits the last axis into `parts` equal tensors: [..., parts·n] → parts × [..., n]. */
export function splitColumns({ data, dims }: Tensor, parts: number): Tensor[] {
  const width = dims[dims.length - 1]
  const part = width / parts
  const rows = data.length / width
  return Array.from({ length: parts }, (_, p) => {
    const out = new Float32Array(rows * part)
    for (let r = 0; r < rows; r++)
      out.set(data.subarray(r * width + p * part, r * width + (p + 1) * part), r * part)
    return { data: out, dims: [...dims.slice(0, -1), part] }
  })
}

/** Joins tensors of equal shape on the last axis; the inverse of splitColumns. */
export function joinColumns(parts: readonly Tensor[]): Tensor {
  const { dims } = parts[0]
  const part = dims[dims.length - 1]
  const width = part * parts.length
  const rows = parts[0].data.length / part
  const out = new Float32Array(rows * width)
  parts.forEach(({ data }, p) => {
    for (let r = 0; r < rows; r++) out.set(data.subarray(r * part, (r + 1) * part), r * width + p * part)
  })
  return { data: out, dims: [...dims.slice(0, -1), width] }
}

export function sameNumbers(a: Tensor, b: Tensor): boolean {
  return a.data.length === b.data.length && a.data.every((value, i) => value === b.data[i])
}
