/** Compositions with a gradient written by hand, because the automatic one does more work. */
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import { type Dim, formatDims } from '../shape'
import type { Value } from '../value'
import { sub } from './arithmetic'
import { gatherElements, scatterElements } from './gather'
import { fusedMatMul, matMul } from './matmul'

/**
 * Returns (x − b)·W for x [n, d], b [d], W [d, f]. The gradient of b sums over rows before it multiplies by Wᵀ: a
 * vector-matrix product instead of a matrix product. There is no gradient for x.
 */
export function centredMatMul(g: Graph, x: Value, b: Value, W: Value): Value {
  const centred = g.untaped(() => sub(g, x, b))
  const y = g.untaped(() => matMul(g, centred, W))
  g.record([b, W], [y], ([dy]) => {
    if (!dy) return [null, null]
    const total = { type: dy.type, dims: [dy.dims[1]] } // a bias needs this sum too; it is computed once
    const sum = g.emit1('ReduceSum', [dy, g.ints([0])], total, { attributes: { keepdims: 0 } })
    const row = g.emit1('Unsqueeze', [sum, g.ints([0])], { type: dy.type, dims: [1, dy.dims[1]] })
    const db = fusedMatMul(g, row, W, { transB: true, alpha: -1 })
    return [
      g.emit1('Squeeze', [db, g.ints([0])], { type: b.type, dims: b.dims }),
      fusedMatMul(g, centred, dy, { transA: true }),
    ]
  })
  return y
}

export interface UnembedOptions {
  /** Whether `W` is [d_vocab, d_model], as in a tied head. */
  readonly transposed: boolean
}

/**
 * Returns Σ over rows of weight · cross-entropy(x·W_U, target), in nats: the scalar loss of a language model.
 *
 * The gradient of the logits, weight·(softmax − one-hot), is never scaled at its full [n, d_vocab] size: the row
 * weights are applied to the [n, d_model] factors on both sides instead. A row's loss is capped at 87 nats, where
 * float32 softmax reaches zero.
 *
 * @param x [n, d_model]
 * @param targets int64 [n]
 * @param weights float32 [n]
 */
export function unembedCrossEntropy(
  g: Graph,
  x: Value,
  W: Value,
  targets: Value,
  weights: Value,
  { transposed }: UnembedOptions,
): Value {
  if (x.dims.length !== 2)
    throw new SemascopeError('internal', `unembedding of "${x.name}" ${formatDims(x.dims)}: rank 2 needed`)
  const rows = x.dims[0]
  const column: Dim[] = [rows, 1]
  const asColumn = (v: Value) => g.emit1('Unsqueeze', [v, g.ints([1])], { type: v.type, dims: column })
  const logits = g.untaped(() => (transposed ? fusedMatMul(g, x, W, { transB: true }) : matMul(g, x, W)))
  const probabilities = g.emit1('Softmax', [logits], logits, { attributes: { axis: -1 } })
  const index = asColumn(targets)
  const weight = asColumn(weights)
  const picked = gatherElements(g, probabilities, index, 1)
  const floor = g.scalar(1.2e-38)
  const nll = g.emit1('Neg', [g.emit1('Log', [g.emit1('Max', [picked, floor], picked)], picked)], picked)
  const weighted = g.emit1('Mul', [nll, weight], nll)
  const attributes = { keepdims: 0 }
  const loss = g.emit1('ReduceSum', [weighted, g.ints([0, 1])], { type: x.type, dims: [] }, { attributes })
  g.record([x, W], [loss], ([dy]) => {
    if (!dy) return [null, null]
    const scale = g.emit1('Mul', [weight, dy], weight)
    // Reading `picked` puts the scatter after the gather, so that the scatter may overwrite the probabilities in
    // place.
    const minusOne = g.emit1('Sub', [picked, g.scalar(1)], picked)
    const G = scatterElements(g, probabilities, index, minusOne, 1) // softmax − one-hot
    const scaled = g.emit1('Mul', [x, scale], x)
    const dx = transposed ? matMul(g, G, W) : fusedMatMul(g, G, W, { transB: true })
    return [
      g.emit1('Mul', [dx, scale], x),
      transposed ? fusedMatMul(g, G, scaled, { transA: true }) : fusedMatMul(g, scaled, G, { transA: true }),
    ]
  })
  return loss
}
