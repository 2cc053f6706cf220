import type { LearnedWeights } from '@/lib/domain/dictionary'
import type { HookName } from '@/lib/domain/hook'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import type { NdArray } from './array'
import { matmul, minus, plus } from './linear'
import { relu } from './nonlinear'
import { crossEntropy } from './normalize'
import { naiveSequence } from './transformer'

/** f = relu((x − b_dec·flag)·W_enc + b_enc), [n, d_sae]; a topk dictionary keeps only the k largest of each row. */
export function naiveEncode(weights: LearnedWeights, x: NdArray, applyBDecToInput: boolean): NdArray {
  const input = applyBDecToInput ? minus(x, weights.b_dec) : x
  const p = plus(matmul(input, weights.W_enc), weights.b_enc)
  return relu(weights.kind === 'topk' ? largestOfRows(p, weights.k) : p)
}

/** Sets all but the k largest entries of each row to 0; of equal entries the first are kept. */
function largestOfRows({ data, dims }: NdArray, k: number): NdArray {
  const width = dims[dims.length - 1]
  const out = new Float64Array(data.length)
  for (let from = 0; from < data.length; from += width) {
    const order = Array.from({ length: width }, (_, i) => i)
    order.sort((a, b) => data[from + b] - data[from + a] || a - b)
    for (const i of order.slice(0, k)) out[from + i] = data[from + i]
  }
  return { data: out, dims }
}

/** x̂ = f·W_dec + b_dec, [n, d_in]. */
export function naiveDecode(weights: LearnedWeights, acts: NdArray): NdArray {
  return plus(matmul(acts, weights.W_dec), weights.b_dec)
}

/** Subtracts f_i·d_i in every row: the hook's tensor without one feature, with the SAE's error kept. */
export function ablateFeature(weights: LearnedWeights, x: NdArray, acts: NdArray, feature: number): NdArray {
  const [dSae, dIn] = weights.W_dec.dims
  const direction = weights.W_dec.data.subarray(feature * dIn, (feature + 1) * dIn)
  return {
    dims: x.dims,
    data: Float64Array.from(x.data, (value, i) => {
      const row = Math.floor(i / dIn)
      return value - acts.data[row * dSae + feature] * direction[i % dIn]
    }),
  }
}

/**
 * Returns the Δloss of removing a feature everywhere in one sequence but at special tokens: entry t is CE_ablated − CE_clean in
 * nats for predicting token t + 1, so there is one entry fewer than tokens.
 */
export function naiveLossEffects(
  spec: ModelSpec,
  model: TransformerWeights,
  dictionary: LearnedWeights,
  options: {
    readonly hook: HookName
    readonly applyBDecToInput: boolean
    readonly feature: number
    readonly tokenIds: readonly number[]
    /** 1 at token ids whose positions are left as they are, [d_vocab]. */
    readonly special: Uint8Array
  },
): number[] {
  const targets = options.tokenIds.slice(1)
  const loss = (logits: NdArray) => {
    const rows = {
      data: logits.data.subarray(0, targets.length * spec.dVocab),
      dims: [targets.length, spec.dVocab],
    }
    return crossEntropy(rows, targets).data
  }
  const clean = loss(naiveSequence(spec, model, options.tokenIds).logits)
  const ablated = naiveSequence(spec, model, options.tokenIds, (hook, value) => {
    if (hook !== options.hook) return value
    const acts = naiveEncode(dictionary, value, options.applyBDecToInput)
    const dSae = dictionary.W_dec.dims[0]
    options.tokenIds.forEach((id, t) => {
      if (options.special[id] === 1) acts.data[t * dSae + options.feature] = 0
    })
    return ablateFeature(dictionary, value, acts, options.feature)
  })
  return Array.from(loss(ablated.logits), (value, i) => value - clean[i])
}
