/**
 * The training step of a language model as two graphs: one for the forward pass, the loss, the gradients and Adam for
 * all parameters but the embedding table, and one for Adam on the embedding table. Between the two the caller sums
 * the gradients of the rows into the table's (`accumulateRows`), which is several times faster than a scatter in the
 * graph.
 *
 * The graphs hold no state: weights and moments go in, their next values come out. Keep two sets of tensors, pass one
 * in and the other as preallocated outputs, then swap them.
 */
import type { ModelSpec } from '@/lib/domain/model'
import { gradients } from '../autodiff'
import { Graph } from '../graph'
import { div, reduceSum, reshape, unembedCrossEntropy } from '../ops'
import { type AdamOptions, adamUpdate, stateNames } from './adam'
import { transformerForward } from './forward'
import { parameterShapes, weightInputs } from './parameters'

export interface TrainTransformerOptions extends AdamOptions {
  readonly batch: number
  readonly seq: number
}

/**
 * Returns the first graph. Inputs: every parameter by name; `<p>.m`, `<p>.v` for all but W_E; `ids`, `targets` int64
 * [batch, seq]; `weights` float32 [batch, seq], 0 where the prediction does not count; `lr` float32 [],
 * bias-corrected. Outputs: `loss` [] the weighted mean cross-entropy in nats; `<p>_next`, `<p>.m_next`, `<p>.v_next`
 * for all but W_E; `hook_embed_gradient` [batch, seq, d_model]; with a tied head `W_E_gradient` [d_vocab, d_model],
 * the part of the table's gradient that comes from unembedding.
 */
export function trainTransformerGraph(spec: ModelSpec, options: TrainTransformerOptions): Uint8Array {
  const { batch, seq } = options
  const g = new Graph()
  const parameter = weightInputs(g, spec)
  const forward = transformerForward(g, spec, parameter, { batch, seq })
  const lr = g.input('lr', 'float32', [])
  const weights = g.input('weights', 'float32', [batch, seq])
  const flat = (x: ReturnType<typeof parameter>, width: number[] = []) =>
    reshape(g, x, [batch * seq, ...width])

  const total = reduceSum(g, weights, [0, 1])
  const summed = unembedCrossEntropy(
    g,
    flat(forward.hook('ln_final.hook_normalized'), [spec.dModel]),
    parameter(spec.tiedHead ? 'W_E' : 'W_U'),
    flat(forward.input('targets')),
    flat(weights),
    { transposed: spec.tiedHead },
  )
  const loss = div(g, summed, total)
  g.output('loss', loss)

  const trained = [...parameterShapes(spec).keys()].filter((name) => name !== 'W_E')
  const embedded = forward.hook('hook_embed')
  const table = spec.tiedHead ? [parameter('W_E')] : []
  const [embedGradient, ...rest] = gradients(g, loss, [embedded, ...trained.map(parameter), ...table])
  g.output('hook_embed_gradient', embedGradient)
  trained.forEach((name, i) => {
    g.output(stateNames(name).valueNext, adamUpdate(g, parameter(name), rest[i], lr, options))
  })
  if (spec.tiedHead) g.output('W_E_gradient', rest[trained.length])
  return g.build()
}

/**
 * Returns the second graph, Adam for the embedding table. Inputs `W_E`, `W_E.m`, `W_E.v`, `gradient`, all [d_vocab,
 * d_model], and `lr` []; outputs `W_E_next`, `W_E.m_next`, `W_E.v_next`.
 */
export function trainEmbeddingGraph(spec: ModelSpec, options: AdamOptions = {}): Uint8Array {
  const g = new Graph()
  const dims = [spec.dVocab, spec.dModel]
  const W_E = g.input('W_E', 'float32', dims)
  const gradient = g.input('gradient', 'float32', dims)
  const lr = g.input('lr', 'float32', [])
  g.output('W_E_next', adamUpdate(g, W_E, gradient, lr, options))
  return g.build()
}

/**
 * Adds each row of `rows` [n, width] to the row of `table` [d_vocab, width] that its id names, in order. With an
 * untied head clear the table first; with a tied head start from `W_E_gradient`.
 */
export function accumulateRows(
  table: Float32Array,
  ids: ArrayLike<number | bigint>,
  rows: Float32Array,
  width: number,
): void {
  for (let r = 0; r < ids.length; r++) {
    const to = Number(ids[r]) * width
    const from = r * width
    for (let c = 0; c < width; c++) table[to + c] += rows[from + c]
  }
}
