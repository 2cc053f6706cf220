import { type NdArray, zeros } from './array'

/**
 * Causal scaled dot-product attention of one sequence.
 * @param q,k,v [seq, d_model], heads concatenated
 * @returns hook_z: [seq, d_model], heads concatenated
 */
export function causalAttention(q: NdArray, k: NdArray, v: NdArray, nHeads: number): NdArray {
  const [seq, dModel] = q.dims
  const dHead = dModel / nHeads
  const z = zeros([seq, dModel])
  for (let head = 0; head < nHeads; head++) {
    const from = head * dHead
    for (let query = 0; query < seq; query++) {
      const scores: number[] = []
      for (let key = 0; key <= query; key++) {
        let dot = 0
        for (let i = from; i < from + dHead; i++) dot += q.data[query * dModel + i] * k.data[key * dModel + i]
        scores.push(dot / Math.sqrt(dHead))
      }
      const max = Math.max(...scores)
      const weights = scores.map((score) => Math.exp(score - max))
      const sum = weights.reduce((a, b) => a + b, 0)
      for (let key = 0; key <= query; key++)
        for (let i = from; i < from + dHead; i++)
          z.data[query * dModel + i] += (weights[key] / sum) * v.data[key * dModel + i]
    }
  }
  return z
}
