import { asRows, type NdArray, zeros } from './array'

function largest(values: NdArray['data']): number {
  let max = Number.NEGATIVE_INFINITY
  for (const value of values) max = Math.max(max, value)
  return max
}

/** Softmax over the last axis. */
export function softmax(x: NdArray): NdArray {
  const { rows, width } = asRows(x)
  const out = zeros(x.dims)
  for (let r = 0; r < rows; r++) {
    const row = x.data.subarray(r * width, (r + 1) * width)
    const max = largest(row)
    let sum = 0
    for (const value of row) sum += Math.exp(value - max)
    for (let c = 0; c < width; c++) out.data[r * width + c] = Math.exp(row[c] - max) / sum
  }
  return out
}

/** (x − mean) / √(variance + eps) · weight + bias over the last axis. */
export function layerNorm(x: NdArray, weight: NdArray, bias: NdArray, eps: number): NdArray {
  const { rows, width } = asRows(x)
  const out = zeros(x.dims)
  for (let r = 0; r < rows; r++) {
    const row = Float64Array.from(x.data.subarray(r * width, (r + 1) * width))
    const mean = row.reduce((a, b) => a + b, 0) / width
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width
    const scale = 1 / Math.sqrt(variance + eps)
    for (let c = 0; c < width; c++)
      out.data[r * width + c] = (row[c] - mean) * scale * weight.data[c] + bias.data[c]
  }
  return out
}

/** −log softmax(logits)[target] per row, in nats. */
export function crossEntropy(logits: NdArray, targets: ArrayLike<number>): NdArray {
  const { rows, width } = asRows(logits)
  const out = zeros(logits.dims.slice(0, -1))
  for (let r = 0; r < rows; r++) {
    const row = logits.data.subarray(r * width, (r + 1) * width)
    const max = largest(row)
    let sum = 0
    for (const value of row) sum += Math.exp(value - max)
    out.data[r] = max + Math.log(sum) - row[targets[r]]
  }
  return out
}
